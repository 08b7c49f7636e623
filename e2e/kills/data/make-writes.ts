import { randomUUID } from 'node:crypto'
import type { createRandom } from '../../mutants/random.ts'
import type { Acknowledged } from './acknowledged.ts'
import type { HostClient } from './host-client.ts'

type Random = ReturnType<typeof createRandom>

/** Conversations as the client knows them: the end of each, and its last reply. */
type Ends = Map<string, string>

const text = (words: string) => [{ type: 'text' as const, text: words }]

/**
 * Writes all that a user can write, as fast as it is answered, until a call fails because the host
 * is gone. Every answer is noted at once.
 */
export async function makeWrites(
  client: HostClient,
  random: Random,
  done: Acknowledged,
  ends: Ends,
): Promise<void> {
  const send = async (chatId: string | null, words: string) => {
    const parentId = chatId === null ? null : (ends.get(chatId) ?? null)
    const sent = await client.chats.send({
      requestId: randomUUID(),
      chatId,
      parentId,
      modelId: 'demo',
      parts: text(words),
      context: null,
    })
    done.messages.set(sent.userMessageId, words)
    done.messages.set(sent.replyId, null)
    ends.set(sent.chatId, sent.replyId)
    return sent
  }
  const pickChat = () => random.pick([...ends.keys()])
  const rename = async (chatId: string) => {
    const title = `Named ${random.below(1_000_000)}`
    done.unanswered.titles.set(chatId, title)
    await client.chats.rename({ chatId, title })
    done.titles.set(chatId, title)
    done.unanswered.titles.delete(chatId)
  }
  const rewrite = async (chatId: string) => {
    const replyId = ends.get(chatId)
    if (!replyId) return
    const words = `Rewritten ${random.below(1_000_000)}`
    await client.chats.stop({ replyId })
    const edited = await client.chats.editReply({ requestId: randomUUID(), replyId, text: words })
    done.messages.set(edited.replyId, words)
    ends.set(edited.chatId, edited.replyId)
  }
  const branch = async (chatId: string) => {
    const messageId = ends.get(chatId)
    if (!messageId) return
    await client.chats.stop({ replyId: messageId })
    await client.chats.branchOut({ requestId: randomUUID(), chatId, messageId })
  }
  const steps = [
    () => send(null, `A new question ${random.below(1_000_000)}`),
    () => send(null, `A long one ${'word '.repeat(2000 + random.below(4000))}`),
    () => send(pickChat(), `And then ${random.below(1_000_000)}?`),
    () => rename(pickChat()),
    () => rewrite(pickChat()),
    () => branch(pickChat()),
    () => client.history.makeSnapshot(),
    () => client.settings.update({ theme: random.pick(['dark', 'light'] as const) }),
  ]
  if (ends.size === 0) await send(null, 'The first question')
  for (;;) {
    try {
      await random.pick(steps)()
    } catch (error) {
      // A reply that is still being written is a rule, not a fault.
      if ((error as { defined?: boolean }).defined !== true) throw error
    }
  }
}
