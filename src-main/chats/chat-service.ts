import type { z } from 'zod'
import type { chatsContract } from '../contract/chats.ts'
import type { Message, PicturePart } from '../contract/messages.ts'
import type { Database } from '../database/open-database.ts'
import type { StorageWatch } from '../database/storage-watch.ts'
import type { EngineSlot } from '../inference/engine-slot.ts'
import type { ModelLibrary } from '../models/library/model-library.ts'
import { CaratError, toFailure } from '../platform/carat-error.ts'
import { createChatFeed } from './chat-feed.ts'
import { createChatStore, type ReplyEnd } from './chat-store.ts'
import { createBranchCommits } from './commit-branches.ts'
import { type CommittedReply, createMessageCommits } from './commit-messages.ts'
import { generateReply } from './generation.ts'
import { createOrderService } from './order/order-service.ts'
import { createPatientSaves } from './patient-saves.ts'
import { createReplyWriter } from './reply-writer.ts'
import { textOf } from './text-parts.ts'
import { improveTitle } from './title.ts'

type Input<
  Name extends 'send' | 'retry' | 'continueReply' | 'showBranch' | 'branchOut' | 'editReply',
> = z.output<NonNullable<(typeof chatsContract)[Name]['~orpc']['inputSchema']>>

/** What conversations need from the rest of the services. */
export interface ChatServiceParts {
  database: Database
  engines: EngineSlot
  models: ModelLibrary
  readPicture(attachmentId: string): Promise<Uint8Array>
  readViews(picture: PicturePart): Promise<Uint8Array[]>
  /** Lets go of what engines keep of a conversation. */
  forgetConversation(chatId: string): void
  /** Deletes the files of pictures that nothing shows any more. */
  removeUnusedAttachments(): Promise<void>
  /** Is told whether what is written in the background reaches the disk. */
  storage: StorageWatch
}

export type ChatService = ReturnType<typeof createChatService>

interface RunningReply {
  chatId: string
  /** Ends the reply at once: by the user's wish, or because the app closes. */
  stop(status?: 'stopped' | 'interrupted'): void
  /** Resolves when its engine has let go. */
  ended: Promise<void>
}

/**
 * Conversations: commands commit and answer, replies are written on their own and outlive every
 * window that watches them.
 */
export function createChatService({
  database,
  engines,
  forgetConversation,
  models,
  readPicture,
  readViews,
  removeUnusedAttachments,
  storage,
}: ChatServiceParts) {
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const branches = createBranchCommits(database)
  const feed = createChatFeed(store)
  const running = new Map<string, RunningReply>()
  const saves = createPatientSaves(storage)
  store.interruptRunning()

  const startReply = (committed: CommittedReply, modelId: string) => {
    const { chatId, replyId, userMessageId } = committed
    const model = models.engineModel(modelId)
    const controller = new AbortController()
    const begun = textOf(store.getMessage(replyId).parts)
    const writer = createReplyWriter(begun, (text) => saveText(replyId, text))
    let isOver = false

    /** The first end counts; Stop ends a reply at once, whenever its engine comes to rest. */
    const end = (result: Omit<ReplyEnd, 'text'>) => {
      if (isOver) return
      isOver = true
      writer.close()
      const text = writer.text()
      saves.untilSaved(
        () => store.endReply(replyId, { ...result, text }),
        () => {
          running.delete(replyId)
          feed.messageChanged(replyId)
          nameChat(chatId, userMessageId, text)
          feed.chatChanged(chatId)
        },
      )
    }
    const isRunning = () => !isOver

    const ended = Promise.resolve()
      .then(() =>
        generateReply({
          model,
          branch: store.branchOf(replyId),
          engines,
          readPicture,
          readViews,
          signal: controller.signal,
          onPhase: (phase) => isRunning() && feed.phaseChanged(chatId, replyId, phase),
          onText(text) {
            if (!isRunning()) return
            writer.append(text)
            feed.textAdded(chatId, replyId, text)
          },
        }),
      )
      .then(end)
      .catch((error: unknown) => end({ status: 'failed', failure: toFailure(error), stats: null }))

    const stop = (status: 'stopped' | 'interrupted' = 'stopped') => {
      controller.abort()
      end({ status, failure: null, stats: null })
    }
    running.set(replyId, { chatId, stop, ended })
  }

  const saveText = (replyId: string, text: string) => {
    try {
      store.saveText(replyId, text)
    } catch (error) {
      storage.notSaved(error)
      throw error
    }
    storage.saved()
  }

  /** Titles improve by themselves after the first reply, unless the user has named the chat. */
  const nameChat = (chatId: string, userMessageId: string, answer: string) => {
    const question = store.getMessage(userMessageId)
    if (question.parentId !== null || !store.hasDerivedTitle(chatId)) return
    const title = improveTitle(question.parts, answer)
    if (title !== null) store.rename(chatId, title, 'derived')
  }

  const announce = (committed: CommittedReply, messageIds: string[]) => {
    for (const id of messageIds) feed.messageChanged(id)
    feed.chatChanged(committed.chatId)
  }

  /** Begins another reply beside one, with whatever words of that one. */
  const answerAgain = (
    { requestId, replyId, modelId, context }: Input<'retry'>,
    begunOf: (reply: Message) => string,
  ): CommittedReply => {
    const reply = store.getMessage(replyId)
    const { chatId, parentId: userMessageId } = reply
    if (reply.role !== 'assistant' || userMessageId === null)
      throw new CaratError('MESSAGE_NOT_FOUND', { messageId: replyId })
    const model = { id: modelId, name: models.get(modelId).name }
    const begun = begunOf(reply)
    const committed = commits.retry({ requestId, chatId, userMessageId, model, context, begun })
    if (committed.repeated) return committed
    startReply(committed, modelId)
    announce(committed, context ? [userMessageId, committed.replyId] : [committed.replyId])
    return committed
  }

  const order = createOrderService({
    database,
    feed,
    stopReplies(chatIds) {
      for (const reply of running.values()) if (chatIds.has(reply.chatId)) reply.stop()
    },
    forgetConversation,
    removeUnusedAttachments,
  })

  return {
    order,
    follow: feed.followList,
    followChat: feed.followChat,

    /** @throws CaratError, with nothing written. */
    send({ requestId, chatId, parentId, modelId, parts, context }: Input<'send'>): CommittedReply {
      const { name } = models.get(modelId)
      const model = { id: modelId, name }
      const committed = commits.send({ requestId, chatId, parentId, model, parts, context })
      if (committed.repeated) return committed
      startReply(committed, modelId)
      announce(committed, [committed.userMessageId, committed.replyId])
      return committed
    },

    /** @throws CaratError, with nothing written. */
    retry: (input: Input<'retry'>): CommittedReply => answerAgain(input, () => ''),

    /** @throws CaratError, with nothing written. */
    continueReply: (input: Input<'continueReply'>): CommittedReply =>
      answerAgain(input, ({ parts }) => textOf(parts)),

    /** @throws CaratError, with nothing written. */
    showBranch({ chatId, messageId }: Input<'showBranch'>): void {
      branches.showBranch(chatId, messageId)
      feed.chatChanged(chatId)
    },

    /** @throws CaratError, with nothing written. */
    branchOut({ requestId, chatId, messageId }: Input<'branchOut'>): { chatId: string } {
      const branched = branches.branchOut(requestId, chatId, messageId)
      if (!branched.repeated) feed.chatChanged(branched.chatId)
      return { chatId: branched.chatId }
    },

    /** @throws CaratError, with nothing written. */
    editReply({ requestId, replyId, text }: Input<'editReply'>): {
      chatId: string
      replyId: string
    } {
      const edited = branches.editReply(requestId, replyId, text)
      if (!edited.repeated) {
        feed.messageChanged(edited.replyId)
        feed.chatChanged(edited.chatId)
      }
      return { chatId: edited.chatId, replyId: edited.replyId }
    },

    stop: (replyId: string) => running.get(replyId)?.stop(),

    /** @throws CaratError `CHAT_NOT_FOUND` */
    rename(chatId: string, title: string): void {
      store.rename(chatId, title, 'user')
      feed.chatChanged(chatId)
    },

    /** Tells every window of a conversation that came in whole. @throws CaratError `CHAT_NOT_FOUND` */
    announce: (chatId: string): void => feed.chatChanged(chatId),

    /** Comes to rest before the database closes; running replies keep their text as interrupted. */
    async dispose(): Promise<void> {
      const replies = [...running.values()]
      for (const reply of replies) reply.stop('interrupted')
      await Promise.all([order.dispose(), ...replies.map((reply) => reply.ended)])
      saves.dispose()
    },
  }
}
