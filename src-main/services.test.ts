import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import type { ChatEvent } from './contract/chats.ts'
import type { Message, Part } from './contract/messages.ts'
import { createRouter } from './rpc/router.ts'
import { createServices } from './services.ts'
import { createSourceHost } from './testing/source-host.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const samples = resolve(import.meta.dirname, '../e2e/fixtures/samples')
const text = (words: string): Part => ({ type: 'text', text: words })
const saidIn = ({ parts }: Message) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

async function start(dataFolder = temporaryFolder()) {
  const services = await createServices(createSourceHost(dataFolder))
  let open = true
  const close = async () => {
    if (open) await services.dispose()
    open = false
  }
  onTestFinished(close)
  const client = createRouterClient(createRouter(services))

  const send = (parts: Part[], at: { chatId: string; parentId: string } | null = null) =>
    client.chats.send({
      requestId: randomUUID(),
      chatId: at?.chatId ?? null,
      parentId: at?.parentId ?? null,
      modelId: 'demo',
      parts,
    })

  /** Follows a conversation until the reply has ended; the text is put together from the events. */
  const readReply = async (chatId: string, replyId: string, until?: (text: string) => boolean) => {
    let written = ''
    let ended: Message | undefined
    const events: AsyncIterable<ChatEvent> = await client.chats.followChat({ chatId })
    for await (const event of events) {
      const message =
        event.type === 'snapshot'
          ? event.messages.find(({ id }) => id === replyId)
          : event.type === 'message' && event.message.id === replyId
            ? event.message
            : undefined
      if (event.type === 'snapshot' && message) written = saidIn(message)
      if (event.type === 'delta' && event.messageId === replyId) written += event.text
      if (message && message.status !== 'running') ended = message
      if (ended || until?.(written)) break
    }
    return { written, ended }
  }
  return { client, send, readReply, close, dataFolder }
}

test('a picture is asked about, answered truly, and a second question reuses it', async () => {
  const { client, send, readReply } = await start()
  const bytes = await readFile(resolve(samples, 'red-circle.png'))
  const file = new File([bytes], 'red-circle.png', { type: 'image/png' })
  const { id } = await client.attachments.add({ file })
  const picture: Part = {
    type: 'file',
    mediaType: 'image/png',
    url: `attachment:${id}`,
    filename: 'red-circle.png',
  }
  const first = await send([picture, text('What is in this image?')])
  const { written, ended } = await readReply(first.chatId, first.replyId)
  expect(written).toContain('red circle')
  expect(ended).toMatchObject({ status: 'done', modelName: 'Demo', stats: { engine: 'vision' } })
  expect(saidIn(ended as Message)).toBe(written)

  const second = await send([text('What colour is it?')], {
    chatId: first.chatId,
    parentId: first.replyId,
  })
  const answer = await readReply(second.chatId, second.replyId)
  expect(answer.written.toLowerCase()).toContain('red')
  expect(answer.ended?.stats?.reusedTokens).toBeGreaterThan(18)
  const list = await client.chats.follow()
  const { value } = await list.next()
  expect(value).toMatchObject({ type: 'snapshot', chats: [{ id: first.chatId, running: false }] })
  await list.return?.()
})

test('stop ends a reply at once and keeps its text; the conversation goes on', async () => {
  const { client, send, readReply } = await start()
  const { chatId, replyId } = await send([text('Count to 60.')])
  const partial = await readReply(chatId, replyId, (soFar) => soFar.includes('five'))
  await client.chats.stop({ replyId })
  const { ended } = await readReply(chatId, replyId)
  expect(ended?.status === 'stopped' || ended?.status === 'done').toBe(true)
  expect(saidIn(ended as Message).startsWith(partial.written)).toBe(true)
  const next = await send([text('Hello')], { chatId, parentId: replyId })
  expect((await readReply(chatId, next.replyId)).ended?.status).toBe('done')
})

test('closing in the middle keeps the text as interrupted, and the next start has everything', async () => {
  const first = await start()
  const { chatId, replyId, userMessageId } = await first.send([text('Count to 60.')])
  const partial = await first.readReply(chatId, replyId, (soFar) => soFar !== '')
  await first.close()
  // What a server was to read when it was killed goes before any model is loaded.
  const left = join(first.dataFolder, 'conversation-states/pictures-left')
  await mkdir(left, { recursive: true })
  const second = await start(first.dataFolder)
  await expect.poll(() => existsSync(left)).toBe(false)
  const { ended } = await second.readReply(chatId, replyId)
  expect(['interrupted', 'done']).toContain(ended?.status)
  expect(saidIn(ended as Message).startsWith(partial.written)).toBe(true)
  const next = await second.send([text('Hello')], { chatId, parentId: replyId })
  expect((await second.readReply(chatId, next.replyId)).ended?.status).toBe('done')
  expect(userMessageId).not.toBe(next.userMessageId)
})

test('what goes to the trash stops writing, every window hears of it, and it comes back', async () => {
  const { client, send, readReply } = await start()
  const { chatId, replyId } = await send([text('Count to 60.')])
  const partial = await readReply(chatId, replyId, (soFar) => soFar !== '')
  const list = await client.chats.follow()
  const arrange = (removed: boolean) =>
    client.chats.arrange({ arrangements: [{ chatIds: [chatId], change: { removed } }] })
  await arrange(true)
  for await (const event of list) {
    if (event.type !== 'arranged') continue
    expect(event).toMatchObject({ chats: [], removed: [chatId] })
    break
  }
  const trash = await client.chats.followTrash()
  expect((await trash.next()).value).toMatchObject([{ id: chatId, title: 'Count to 60.' }])
  await expect(client.chats.rename({ chatId, title: 'x' })).rejects.toMatchObject({
    code: 'CHAT_NOT_FOUND',
  })
  await arrange(false)
  expect((await trash.next()).value).toEqual([])
  await trash.return?.()
  const { ended } = await readReply(chatId, replyId)
  expect(['stopped', 'done']).toContain(ended?.status)
  expect(saidIn(ended as Message).startsWith(partial.written)).toBe(true)
})

test('failures arrive with their code and data', async () => {
  const { client } = await start()
  await expect(client.chats.rename({ chatId: 'nobody', title: 'x' })).rejects.toMatchObject({
    code: 'CHAT_NOT_FOUND',
    defined: true,
    data: { chatId: 'nobody' },
  })
  const file = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'drawing.png')
  await expect(client.attachments.add({ file })).rejects.toMatchObject({ code: 'MEDIA_SVG' })
})
