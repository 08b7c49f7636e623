import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { attachmentUrl } from './contract/attachments.ts'
import type { ContextUse } from './contract/context.ts'
import type { ContextChoice, Message, Part } from './contract/messages.ts'
import { createRouter } from './rpc/router.ts'
import { createServices } from './services.ts'
import { createSourceHost } from './testing/source-host.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const samples = resolve(import.meta.dirname, '../e2e/fixtures/samples')
const text = (words: string): Part => ({ type: 'text', text: words })

async function start() {
  const services = await createServices(createSourceHost(temporaryFolder()))
  onTestFinished(() => services.dispose())
  const client = createRouterClient(createRouter(services))

  const measure = (parts: Part[], parentId: string | null, context: ContextChoice | null = null) =>
    client.context.measure({ parentId, modelId: 'demo', parts, context })

  const ask = async (parts: Part[], at: Message | null, context: ContextChoice | null = null) => {
    const { chatId, replyId } = await client.chats.send({
      requestId: randomUUID(),
      chatId: at?.chatId ?? null,
      parentId: at?.id ?? null,
      modelId: 'demo',
      parts,
      context,
    })
    for await (const event of await client.chats.followChat({ chatId })) {
      const messages =
        event.type === 'snapshot' ? event.messages : event.type === 'message' ? [event.message] : []
      const reply = messages.find(({ id, status }) => id === replyId && status !== 'running')
      if (reply) return reply
    }
    throw new Error('the reply never ended')
  }

  const picture = async (name: string): Promise<Part> => {
    const bytes = new Uint8Array(await readFile(resolve(samples, name)))
    const { id, mediaType } = await client.attachments.add({ file: new File([bytes], name) })
    return { type: 'file', mediaType, url: attachmentUrl(id), filename: name }
  }
  const readAhead = async (parts: Part[], parentId: string | null) => {
    const input = { parentId, modelId: 'demo', parts, context: null }
    const fractions: number[] = []
    for await (const { fraction } of await client.context.readAhead(input)) fractions.push(fraction)
    return fractions
  }
  return { client, measure, ask, readAhead, picture }
}

const tokensOf = (use: ContextUse, kind: ContextUse['items'][number]['kind']) =>
  use.items.find((item) => item.kind === kind)?.tokens ?? 0

test('a draft is read before it is sent, and the model is loaded for that', async () => {
  const { ask, picture, readAhead } = await start()
  const shapes = await picture('three-shapes.png')
  const fractions = await readAhead([shapes, text('How many')], null)
  expect(fractions.at(-1)).toBe(1)
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  const first = await ask([shapes, text('How many shapes are there?')], null)
  expect(first.stats).toMatchObject({ pictures: 1, encodedPictures: 1, reusedTokens: 0 })
  expect(first.stats?.aheadTokens).toBeGreaterThan(16)

  await readAhead([text('What')], first.id)
  const second = await ask([text('What colour is the background?')], first)
  expect(second.stats).toMatchObject({ encodedPictures: 0 })
  expect(second.stats?.promptTokens).toBeGreaterThan(second.stats?.aheadTokens ?? 0)
})

test('what is counted before sending is what the model then reads', async () => {
  const { ask, measure, picture } = await start()
  const before = await measure([text('Hello')], null)
  expect(before.exact).toBe(false)
  const first = await ask([text('Hello')], null)

  const parts = [await picture('three-shapes.png'), text('How many shapes are there?\n你好')]
  const measured = await measure(parts, first.id)
  expect(measured).toMatchObject({ exact: true, contextSize: 8192, standing: 'fits', remedies: [] })
  expect(measured.partTokens[0]).toBe(tokensOf(measured, 'pictures'))
  const second = await ask(parts, first)
  expect(second.stats?.promptTokens).toBe(measured.totalTokens)

  const follow = await measure([text('And the background?')], second.id)
  const third = await ask([text('And the background?')], second)
  expect(Math.abs((third.stats?.promptTokens ?? 0) - follow.totalTokens)).toBeLessThanOrEqual(1)
  expect(tokensOf(follow, 'pictures')).toBe(tokensOf(measured, 'pictures'))
}, 60_000)

test('what is too much by far is known before the model is loaded, and what may be is not claimed', async () => {
  const { ask, measure } = await start()
  const story = 'A quiet garden with a red gate. '
  const far = await measure([text(story.repeat(2_500))], null)
  expect(far).toMatchObject({ exact: false, standing: 'over', sure: true })
  const near = await measure([text(story.repeat(1_000))], null)
  expect(near).toMatchObject({ exact: false, standing: 'over', sure: false })
  // Blanks, and letters in a row, are few tokens for many models.
  const blank = await measure([text(`${' '.repeat(200_000)}${'='.repeat(200_000)}`)], null)
  expect(blank).toMatchObject({ standing: 'over', sure: false })
  const dense = await measure([text('安静的花园里有一扇红色的门。'.repeat(2_500))], null)
  expect(dense).toMatchObject({ standing: 'over', sure: true })
  await ask([text('Hello')], null)
  const counted = await measure([text(story.repeat(2_500))], null)
  expect(counted).toMatchObject({ exact: true, standing: 'over', sure: true })
}, 60_000)

test('the views of a picture are counted one by one', async () => {
  const { ask, measure, picture } = await start()
  const first = await ask([text('Hello')], null)
  const closerLooks = [{ x: 0, y: 0, width: 0.5, height: 0.5 }]
  const wide = await picture('wide-diamond-1280x720.jpg')
  const closely = { ...wide, detail: 'detailed', closerLooks } as Part
  const parts = [closely, text('What is in this image?')]
  const measured = await measure(parts, first.id)
  const reply = await ask(parts, first)
  expect(reply.stats).toMatchObject({ pictures: 6, promptTokens: measured.totalTokens })
}, 60_000)

test('a full context is said before sending, and leaving out the oldest makes room', async () => {
  const { ask, client, measure } = await start()
  await client.models.setOptions({
    modelId: 'demo',
    options: {
      contextSize: 1024,
      gpuLayers: null,
      cacheType: 'f16',
      threads: null,
      flashAttention: 'auto',
      adapters: [],
      sampling: null,
    },
  })
  let last: Message | null = null
  for (let turn = 0; turn < 6; turn += 1) last = await ask([text('Tell me a story.')], last)
  const parentId = last?.id ?? ''
  const long = [text('A quiet garden with a red gate. '.repeat(60))]
  const crowded = await measure(long, parentId)
  expect(crowded).toMatchObject({ exact: true, contextSize: 1024, standing: 'over' })
  const drop = crowded.remedies.find(({ kind }) => kind === 'drop-oldest')
  if (drop?.kind !== 'drop-oldest') throw new Error('nothing can be left out')

  const roomy = await measure(long, parentId, drop.choice)
  expect(roomy.totalTokens).toBe(crowded.totalTokens - drop.freedTokens)
  expect(roomy.standing).not.toBe('over')
  const reply = await ask(long, last, drop.choice)
  expect(reply.status).not.toBe('failed')
  expect(reply.stats?.promptTokens).toBe(roomy.totalTokens)

  const summed = await client.context.summarise({
    parentId,
    modelId: 'demo',
    choice: { ...drop.choice, summary: null },
  })
  expect(summed.summary).not.toBe('')
  const withSummary = await measure(long, parentId, summed)
  expect(tokensOf(withSummary, 'summary')).toBeGreaterThan(0)

  const larger = crowded.remedies.find(({ kind }) => kind === 'larger-context')
  expect(larger).toMatchObject({ contextSize: 4096, runsWell: true })
}, 60_000)
