import type { Folder, FolderChange } from '../../../src-main/contract/arrange.ts'
import { i18n } from '../../i18n/i18n.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { rpc } from '../../rpc/client.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { perform } from '../../ui/undo.ts'
import { moveChats } from './chat-actions.ts'
import { folderKey } from './list-rows.ts'
import { useList } from './list-store.ts'

const change = (folderId: string, changed: FolderChange) =>
  rpc.chats.changeFolder({ folderId, change: changed })

/** Makes a folder of this name and moves conversations into it; an empty name makes none. */
export async function makeFolder(name: string, chatIds: readonly string[]) {
  const trimmed = name.trim().slice(0, 200)
  if (!trimmed) return
  const id = crypto.randomUUID()
  if (!(await orTellFailure(() => rpc.chats.makeFolder({ folderId: id, name: trimmed })))) return
  useList.setState({ wanted: folderKey(id) })
  const wanted = new Set(chatIds)
  const chats = useChatList.getState().chats?.filter((chat) => wanted.has(chat.id)) ?? []
  if (chats.length > 0) await moveChats(chats, { id, name: trimmed })
}

export async function renameFolder({ id, name: before }: Folder, name: string) {
  const trimmed = name.trim().slice(0, 200)
  if (!trimmed || trimmed === before) return
  await perform({
    text: i18n.t('order.wasRenamed', { name: trimmed }),
    name: trimmed,
    run: () => change(id, { name: trimmed }),
    undo: () => change(id, { name: before }),
  })
}

export const toggleFolder = ({ id, collapsed }: Folder) =>
  orTellFailure(() => change(id, { collapsed: !collapsed }))

/** Puts a folder at another place among them, counted from 0. */
export async function moveFolder({ id, name, position }: Folder, place: number) {
  const last = useChatList.getState().folders.length - 1
  const wanted = Math.min(Math.max(place, 0), last)
  if (wanted === position) return
  useList.setState({ wanted: folderKey(id) })
  await perform({
    text: i18n.t('order.folderMoved', { name }),
    name,
    run: () => change(id, { position: wanted }),
    undo: () => change(id, { position }),
  })
}

/** Takes a folder away; what is in it stays in the list. */
export const removeFolder = ({ id, name }: Folder) =>
  perform({
    text: i18n.t('order.folderRemoved', { name }),
    name,
    run: () => change(id, { removed: true }),
    undo: () => change(id, { removed: false }),
  })
