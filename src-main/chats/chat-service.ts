import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import type { chatsContract } from '../contract/chats.ts'
import { choiceOf } from '../contract/context.ts'
import type { Message } from '../contract/messages.ts'
import { type ConversationPreset, plainPreset } from '../contract/presets.ts'
import type { Recipe, RecipeChange } from '../contract/recipe.ts'
import type { SamplingChoice } from '../contract/sampling.ts'
import type { Database } from '../database/open-database.ts'
import type { StorageWatch } from '../database/storage-watch.ts'
import type { EngineModel } from '../inference/engine.ts'
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
import type { PictureFiles } from './prompt.ts'
import { createRecipes, type RecipeParts } from './recipes.ts'
import { createReplyWriter } from './reply-writer.ts'
import { textOf } from './text-parts.ts'
import { improveTitle } from './title.ts'

type Input<
  Name extends
    | 'send'
    | 'retry'
    | 'continueReply'
    | 'repeat'
    | 'showBranch'
    | 'branchOut'
    | 'editReply',
> = z.output<NonNullable<(typeof chatsContract)[Name]['~orpc']['inputSchema']>>

/** What conversations need from the rest of the services. */
export interface ChatServiceParts extends Pick<RecipeParts, 'presets' | 'engineVersion'> {
  database: Database
  engines: EngineSlot
  models: ModelLibrary
  pictures: PictureFiles
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
  engineVersion,
  forgetConversation,
  models,
  pictures,
  presets,
  removeUnusedAttachments,
  storage,
}: ChatServiceParts) {
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const branches = createBranchCommits(database)
  const feed = createChatFeed(store)
  const recipes = createRecipes({ engines, engineVersion, models, presets })
  const running = new Map<string, RunningReply>()
  const saves = createPatientSaves(storage)
  store.interruptRunning()

  /** @param pinned what the recipe says about the context holds, not what the branch says */
  const startReply = (
    committed: CommittedReply,
    model: EngineModel,
    recipe: Recipe,
    { pinned } = { pinned: false },
  ) => {
    const { chatId, replyId, userMessageId } = committed
    const controller = new AbortController()
    const begun = textOf(store.getMessage(replyId).parts)
    // Saved with the words: a commit of its own would keep the engine waiting.
    let madeWith: Recipe | null = null
    const writer = createReplyWriter(begun, (text) => saveText(replyId, text, madeWith))
    let isOver = false

    /** The first end counts; Stop ends a reply at once, whenever its engine comes to rest. */
    const end = (result: Omit<ReplyEnd, 'text' | 'recipe'>) => {
      if (isOver) return
      isOver = true
      writer.close()
      feed.textEnded(replyId)
      const text = writer.text()
      saves.untilSaved(
        () => store.endReply(replyId, { ...result, text, recipe: madeWith }),
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
      .then(() => {
        const branch = store.branchOf(replyId)
        const context = pinned ? recipe.context : choiceOf(branch)
        return generateReply({
          model,
          recipe,
          context,
          branch,
          engines,
          pictures,
          signal: controller.signal,
          onPhase: (phase) => isRunning() && feed.phaseChanged(chatId, replyId, phase),
          onLoaded({ device, kind }) {
            const engine = { kind, device, version: recipes.engineVersion }
            madeWith = { ...recipe, context, engine }
          },
          onText(text) {
            if (!isRunning()) return
            writer.append(text)
            feed.textAdded(chatId, replyId, text)
          },
        })
      })
      .then(async (result) => {
        // Its last words are on their way to the windows before the disk is waited for.
        feed.textEnded(replyId)
        await setImmediate()
        end(result)
      })
      .catch((error: unknown) => end({ status: 'failed', failure: toFailure(error), stats: null }))

    const stop = (status: 'stopped' | 'interrupted' = 'stopped') => {
      controller.abort()
      end({ status, failure: null, stats: null })
    }
    running.set(replyId, { chatId, stop, ended })
  }

  const saveText = (replyId: string, text: string, recipe: Recipe | null) => {
    try {
      store.saveText(replyId, text, recipe)
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

  const getReply = (replyId: string): Message & { parentId: string } => {
    const reply = store.getMessage(replyId)
    const { parentId, role } = reply
    if (role !== 'assistant' || parentId === null)
      throw new CaratError('MESSAGE_NOT_FOUND', { messageId: replyId })
    return { ...reply, parentId }
  }

  const announce = (committed: CommittedReply, messageIds: string[]) => {
    for (const id of messageIds) feed.messageChanged(id)
    feed.chatChanged(committed.chatId)
  }

  /** Begins another reply beside one, with whatever words of that one. */
  const answerAgain = (
    { requestId, replyId, modelId, context }: Input<'continueReply'>,
    begunOf: (reply: Message) => string,
    sampling: SamplingChoice,
  ): CommittedReply => {
    const reply = getReply(replyId)
    const { chatId, parentId: userMessageId } = reply
    const model = models.get(modelId)
    const begun = begunOf(reply)
    const composed = recipes.compose(model, store.getChat(chatId).preset, sampling)
    const recipe = { ...composed, begun: begun.length }
    const intent = { requestId, chatId, userMessageId, model, context, begun, recipe }
    const committed = commits.retry(intent)
    if (committed.repeated) return committed
    startReply(committed, model, recipe)
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
    send({ modelId, ...message }: Input<'send'>): CommittedReply {
      const { chatId, preset } = message
      const model = models.get(modelId)
      const chosen = (chatId === null ? preset : store.getChat(chatId).preset) ?? plainPreset
      const recipe = recipes.compose(model, chosen, {})
      const committed = commits.send({ ...message, model, recipe })
      if (committed.repeated) return committed
      startReply(committed, model, recipe)
      announce(committed, [committed.userMessageId, committed.replyId])
      return committed
    },

    /** @throws CaratError, with nothing written. */
    retry: ({ sampling, ...input }: Input<'retry'>): CommittedReply =>
      answerAgain(input, () => '', sampling),

    /** @throws CaratError, with nothing written. */
    continueReply: (input: Input<'continueReply'>): CommittedReply =>
      answerAgain(input, ({ parts }) => textOf(parts), {}),

    /** @throws CaratError, with nothing written; `MESSAGE_NOT_FOUND` where nothing was noted. */
    repeat({ requestId, replyId }: Input<'repeat'>): CommittedReply {
      const { chatId, parentId: userMessageId, parts } = getReply(replyId)
      const noted = store.getRecipe(replyId)
      if (!noted) throw new CaratError('MESSAGE_NOT_FOUND', { messageId: replyId })
      const model = models.get(recipes.modelIdOf(noted))
      // What is not the same any more is noted as it is now.
      const { model: now } = recipes.compose(model, plainPreset, {})
      const recipe: Recipe = { ...noted, model: now, engine: null }
      const begun = textOf(parts).slice(0, noted.begun)
      const intent = { requestId, chatId, userMessageId, model, context: null, begun, recipe }
      const committed = commits.retry(intent)
      if (committed.repeated) return committed
      startReply(committed, model, recipe, { pinned: true })
      announce(committed, [committed.replyId])
      return committed
    },

    /** What a reply was made from, and what of it has changed. @throws CaratError `MESSAGE_NOT_FOUND` */
    recipe(replyId: string): { recipe: Recipe; changes: RecipeChange[] } | null {
      getReply(replyId)
      const recipe = store.getRecipe(replyId)
      return recipe && { recipe, changes: recipes.changesOf(recipe) }
    },

    /** @throws CaratError `CHAT_NOT_FOUND` */
    setPreset(chatId: string, preset: ConversationPreset): void {
      store.setPreset(chatId, preset)
      feed.chatChanged(chatId)
    },

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

    /**
     * Tells every window of a conversation that came in whole, or of which messages came in or went.
     *
     * @throws CaratError `CHAT_NOT_FOUND`
     */
    announce: (chatId: string): void => feed.messagesReplaced(chatId),

    /** Comes to rest before the database closes; running replies keep their text as interrupted. */
    async dispose(): Promise<void> {
      const replies = [...running.values()]
      for (const reply of replies) reply.stop('interrupted')
      await Promise.all([order.dispose(), ...replies.map((reply) => reply.ended)])
      saves.dispose()
    },
  }
}
