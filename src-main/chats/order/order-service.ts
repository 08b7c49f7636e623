import type { Arrangement, FolderChange, TrashedChat } from '../../contract/arrange.ts'
import type { Database } from '../../database/open-database.ts'
import { createBroadcast } from '../../platform/broadcast.ts'
import type { createChatFeed } from '../chat-feed.ts'
import { createChatArrangements } from './chat-arrangements.ts'
import { createFolderStore } from './folder-store.ts'
import { createTrashKeeper } from './trash-keeper.ts'
import { createTrashStore } from './trash-store.ts'

interface OrderParts {
  database: Database
  feed: Pick<ReturnType<typeof createChatFeed>, 'arranged'>
  /** Stops what runs in a conversation. */
  stopReplies(chatIds: ReadonlySet<string>): void
  /** Lets go of what engines keep of a conversation. */
  forgetConversation(chatId: string): void
  removeUnusedAttachments(): Promise<void>
}

/** Folders, pins, the archive and the trash: commands commit and answer, windows are told. */
export function createOrderService(parts: OrderParts) {
  const { database, feed, forgetConversation, removeUnusedAttachments, stopReplies } = parts
  const arrange = createChatArrangements(database)
  const folders = createFolderStore(database)
  const trash = createTrashStore(database)
  const trashed = createBroadcast<TrashedChat[]>()
  const trashChanged = () => trashed.publish(trash.list())
  const keeper = createTrashKeeper({
    trash,
    folders,
    removeUnusedAttachments,
    onPurged: trashChanged,
  })

  return {
    /** @throws CaratError, with nothing written. */
    arrange(arrangements: readonly Arrangement[]): void {
      const leaving = arrangements.flatMap(({ chatIds, change }) => (change.removed ? chatIds : []))
      stopReplies(new Set(leaving))
      const arranged = arrange(arrangements)
      for (const chatId of leaving) forgetConversation(chatId)
      feed.arranged(arranged)
      if (arrangements.some(({ change }) => change.removed !== undefined)) trashChanged()
    },

    makeFolder(folderId: string, name: string): void {
      folders.make(folderId, name)
      feed.arranged({ listed: [], removed: [] })
    },

    /** @throws CaratError `FOLDER_NOT_FOUND` */
    changeFolder(folderId: string, change: FolderChange): void {
      const inside = folders.change(folderId, change)
      feed.arranged({ listed: change.removed === undefined ? [] : inside, removed: [] })
    },

    followTrash: (signal: AbortSignal | undefined) => trashed.follow(signal, trash.list),

    /** @throws CaratError `CHAT_NOT_FOUND` when none of them is in the trash. */
    erase(chatIds: readonly string[]): void {
      trash.erase(chatIds, Date.now())
      trashChanged()
      keeper.expectErased()
    },

    dispose: keeper.dispose,
  }
}

export type OrderService = ReturnType<typeof createOrderService>
