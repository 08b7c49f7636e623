import { z } from 'zod'
import { log } from '../platform/log.ts'
import type { ConversationStates } from './conversation-states.ts'
import { postToServer } from './vision-request.ts'
import { createRestingConversations } from './resting-conversations.ts'
import type { VisionServer } from './vision-server.ts'

/** What a server has read of the conversation it holds, brought back from disk and put there. */
export interface SlotState {
  /**
   * Called before a reply: makes the conversation the one the server holds, with what it had read of
   * it before, if that is on disk and no longer in the server's memory. Resolves with the tokens that
   * came back from disk.
   *
   * @throws the signal's reason
   */
  enter(conversationId: string | undefined, signal: AbortSignal | undefined): Promise<number>
  /**
   * Called after the server has read or written, however that ended. It is put on disk when the
   * conversation rests, unless nothing was added to it that would be missed.
   */
  leave(added?: { unsaved: boolean }): void
  /** Puts on disk what is not there yet; gives up after a few seconds. */
  flush(): Promise<void>
}

/** A server writes on one thread; this long after a reply nobody is likely to ask the next. */
const REST_MILLISECONDS = 2000
const FLUSH_MILLISECONDS = 5000
/** How long a failed request waits to learn whether the process behind it has gone. */
const DEATH_MILLISECONDS = 2000

const answerSchema = z.object({ n_restored: z.number().optional() })

/** @param identity what the state depends on; see `identifyLoad` */
export function createSlotState(
  states: ConversationStates,
  identity: string,
  server: Pick<VisionServer, 'port' | 'key' | 'rested' | 'exited'>,
): SlotState {
  let current: string | undefined
  let unsaved = false
  let busy = false
  let timer: NodeJS.Timeout | undefined
  let saving = Promise.resolve()
  const resting = createRestingConversations(server)
  let gone = false
  void server.exited.then(() => {
    gone = true
    clearTimeout(timer)
  })

  /** A server that has gone has no state, and why it went is told elsewhere. */
  const complain = async (error: unknown, what: string) => {
    const late = new Promise((resolve) => setTimeout(resolve, DEATH_MILLISECONDS).unref())
    await Promise.race([server.exited, late])
    if (!gone) log.warn({ error }, what)
  }

  /** Null where the server refuses; it then reads everything anew. */
  const act = async (action: 'save' | 'restore', filename: string, signal?: AbortSignal) => {
    const path = `/slots/0?action=${action}`
    const response = await postToServer(server, path, { filename }, signal)
    const text = (await response.toArray()).join('')
    if (response.statusCode === 200) return answerSchema.parse(JSON.parse(text))
    log.warn({ action, text: text.slice(0, 500) }, 'the state of a conversation was refused')
    return null
  }

  /** Resolves when the server has written it; sealing it, which `saving` includes, takes longer. */
  const save = async (): Promise<void> => {
    clearTimeout(timer)
    if (!unsaved || gone || current === undefined) return
    unsaved = false
    const files = states.filesOf(current, identity)
    const written = saving.then(() => act('save', files.incoming))
    saving = written
      .then((answer) => (answer ? states.keep(files) : undefined))
      .catch((error: unknown) => complain(error, 'the state of a conversation could not be kept'))
    await written.catch(() => {})
  }

  /** Bringing one back overwrites the other, which is saved first; the check goes on beside it. */
  const change = async (conversationId: string | undefined, signal: AbortSignal | undefined) => {
    if (conversationId !== undefined && resting.has(conversationId)) {
      await save()
      resting.leave(current)
      current = conversationId
      return 0
    }
    const files = conversationId === undefined ? null : states.filesOf(conversationId, identity)
    // It may be one that is being sealed just now.
    const sound = saving.then(() => files !== null && states.isSound(files, signal))
    const [isSound] = await Promise.all([sound, save()])
    resting.leave(isSound ? undefined : current)
    current = conversationId
    if (!isSound || files === null) return 0
    return (await act('restore', files.state, signal))?.n_restored ?? 0
  }

  return {
    enter: async (conversationId, signal) => {
      clearTimeout(timer)
      busy = true
      if (conversationId === current) return 0
      try {
        return await change(conversationId, signal)
      } catch (error) {
        signal?.throwIfAborted()
        void complain(error, 'the state of a conversation could not be brought back')
        return 0
      }
    },
    leave: (added = { unsaved: true }) => {
      busy = false
      resting.entered(current)
      unsaved ||= added.unsaved
      clearTimeout(timer)
      if (gone || !unsaved) return
      timer = setTimeout(() => void save(), REST_MILLISECONDS).unref()
    },
    flush: async () => {
      // A server that is writing a reply cannot save it, and would keep its end waiting.
      if (busy) return
      const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MILLISECONDS).unref())
      await Promise.race([save().then(() => saving), late])
    },
  }
}
