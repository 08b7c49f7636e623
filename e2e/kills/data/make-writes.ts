import { randomUUID } from 'node:crypto'
import { attachmentUrl } from '../../../src-main/contract/attachments.ts'
import type { Part } from '../../../src-main/contract/messages.ts'
import type { createRandom } from '../../mutants/random.ts'
import { type Acknowledged, archivedOf } from './acknowledged.ts'
import type { HostClient } from './host-client.ts'
import { makeArrangements } from './make-arrangements.ts'
import { newPicture } from './pictures.ts'

type Random = ReturnType<typeof createRandom>

/** Conversations as the client knows them: the end of each, and its last reply. */
type Ends = Map<string, string>

const text = (words: string): Part[] => [{ type: 'text', text: words }]

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
  const send = async (chatId: string | null, words: string, before: Part[] = []) => {
    if (chatId !== null) done.forget(archivedOf(chatId))
    const parentId = chatId === null ? null : (ends.get(chatId) ?? null)
    const sent = await client.chats.send({
      requestId: randomUUID(),
      chatId,
      parentId,
      modelId: 'demo',
      parts: [...before, ...text(words)],
      context: null,
    })
    done.messages.set(sent.userMessageId, words)
    done.messages.set(sent.replyId, null)
    ends.set(sent.chatId, sent.replyId)
    return sent
  }
  const number = () => random.below(1_000_000)
  const pickChat = () => random.pick([...ends.keys()])
  const rename = (chatId: string) => {
    const title = `Named ${number()}`
    return done.set({ sql: 'select title from chats where id = ?', of: [chatId] }, title, () =>
      client.chats.rename({ chatId, title }),
    )
  }
  const rewrite = async (chatId: string) => {
    const replyId = ends.get(chatId)
    if (!replyId) return
    const words = `Rewritten ${number()}`
    done.forget(archivedOf(chatId))
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
  const attach = async () => {
    const file = new File([newPicture()], 'circle.png')
    const attachment = await client.attachments.add({ file })
    done.pictures.add(attachment.id)
    return attachment
  }
  const sendPicture = async () => {
    const { id, mediaType, name } = await attach()
    const picture: Part = { type: 'file', mediaType, url: attachmentUrl(id), filename: name }
    await send(null, `A picture ${number()}`, [picture])
  }
  const draft = async (withPicture: boolean) => {
    const draftKey = random.pick(['new', pickChat()])
    const words = `Not yet sent ${number()}`
    const picture = { key: 'one', name: 'circle.png', kind: 'picture' as const }
    const items = withPicture ? [{ ...picture, attachment: await attach() }] : []
    const kept = { text: words, items, context: null, requestId: null }
    const sql = `select draft ->> 'text' from drafts where chat_key = ?`
    await done.set({ sql, of: [draftKey] }, words, () =>
      client.drafts.keep({ draftKey, draft: kept, windowId: 'kills' }),
    )
  }
  const choose = () => {
    const theme = random.pick(['dark', 'light'] as const)
    const sql = `select value from settings where key = 'theme'`
    return done.set({ sql, of: [] }, JSON.stringify(theme), () => client.settings.update({ theme }))
  }
  const steps: (() => Promise<unknown>)[] = [
    () => send(null, `A new question ${number()}`),
    () => send(null, `A long one ${'word '.repeat(2000 + random.below(4000))}`),
    () => send(pickChat(), `And then ${number()}?`),
    () => rename(pickChat()),
    () => rewrite(pickChat()),
    () => branch(pickChat()),
    () => draft(false),
    () => draft(true),
    sendPicture,
    attach,
    choose,
    () => client.history.makeSnapshot(),
    ...makeArrangements({ client, random, done, pickChat }),
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
