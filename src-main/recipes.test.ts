import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { attachmentUrl } from './contract/attachments.ts'
import type { ChatEvent } from './contract/chats.ts'
import type { LoadOptions } from './contract/load-options.ts'
import type { Message, Part } from './contract/messages.ts'
import type { ModelsSnapshot } from './contract/models.ts'
import { type Assistant, type ConversationPreset, plainPreset } from './contract/presets.ts'
import type { SamplingChoice } from './contract/sampling.ts'
import { words } from './chats/transfer/testing/open-transfer.ts'
import { createRouter } from './rpc/router.ts'
import { createServices } from './services.ts'
import { createSourceHost } from './testing/source-host.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const samples = resolve(import.meta.dirname, '../e2e/fixtures/samples')
const text = (words: string): Part => ({ type: 'text', text: words })
const saidIn = ({ parts }: Message) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

/**
 * Every word is drawn, and the demo model is sure of its words only until it must not say them
 * again: so replies differ unless their seeds agree.
 */
const wild: SamplingChoice = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repeatPenalty: 2,
  maxTokens: 60,
}

async function start() {
  const services = await createServices(createSourceHost(temporaryFolder()))
  onTestFinished(() => services.dispose())
  const client = createRouterClient(createRouter(services))

  const ended = async ({ chatId, replyId }: { chatId: string; replyId: string }) => {
    for await (const event of await client.chats.followChat({ chatId })) {
      const messages =
        event.type === 'snapshot' ? event.messages : event.type === 'message' ? [event.message] : []
      const reply = messages.find(({ id, status }) => id === replyId && status !== 'running')
      if (reply) return reply
    }
    throw new Error('the reply never ended')
  }
  const ask = async (
    parts: Part[],
    at: Message | null = null,
    preset: Partial<ConversationPreset> = {},
  ) =>
    ended(
      await client.chats.send({
        requestId: randomUUID(),
        chatId: at?.chatId ?? null,
        parentId: at?.id ?? null,
        modelId: 'demo',
        parts,
        preset: at ? null : { ...plainPreset, ...preset },
      }),
    )
  const recipeOf = async ({ id: replyId }: Message) => {
    const found = await client.chats.recipe({ replyId })
    if (!found) throw new Error('nothing was noted')
    return found
  }
  const retry = async (reply: Message, sampling: SamplingChoice) =>
    ended(
      await client.chats.retry({
        requestId: randomUUID(),
        replyId: reply.id,
        modelId: 'demo',
        sampling,
      }),
    )
  const repeat = async (reply: Message) =>
    ended(await client.chats.repeat({ requestId: randomUUID(), replyId: reply.id }))
  const addAssistant = async (change: Partial<Assistant> = {}) => {
    const assistant: Assistant = {
      id: randomUUID(),
      name: 'Poet',
      instructions: 'Answer in verse, and be brief.',
      modelId: null,
      sampling: {},
      pictureDetail: null,
      clipFrames: null,
      ...change,
    }
    await client.presets.saveAssistant(assistant)
    return assistant
  }
  return { client, services, ask, retry, repeat, recipeOf, addAssistant }
}

test('the same recipe gives the same words, another seed other words', async () => {
  const { ask, recipeOf, repeat, retry } = await start()
  const hello = await ask([text('Hello')])
  const first = await ask([text('Tell me a story.')], hello)
  const told = await retry(first, wild)
  const { changes, recipe } = await recipeOf(told)
  expect(changes).toEqual([])
  expect(recipe).toMatchObject({
    model: { id: 'demo', name: 'Demo' },
    engine: { kind: 'vision' },
    sampling: wild,
    assistant: null,
    instructions: '',
    context: null,
  })
  expect(recipe.model.fingerprint).toMatch(/^[0-9a-f]{40}$/)
  expect(recipe.engine?.version).toMatch(/llama\.cpp v\S+, node-llama-cpp \d/)
  expect(told.stats?.tokenLimit).toBe(60)

  const again = await repeat(told)
  expect(again.id).not.toBe(told.id)
  expect((await recipeOf(again)).recipe).toEqual(recipe)
  expect(saidIn(again)).toBe(saidIn(told))
  // Also when another conversation was read meanwhile, so that nothing of this one is at hand.
  await ask([text('Count to 60.')])
  expect(saidIn(await repeat(again))).toBe(saidIn(told))

  const others = [
    await retry(first, { ...wild, seed: 1 }),
    await retry(first, { ...wild, seed: 2 }),
  ]
  for (const other of others) expect(saidIn(other)).not.toBe(saidIn(told))
  expect((await recipeOf(others[0] as Message)).recipe.sampling.seed).toBe(1)
})

test('the choices of a conversation go before its assistant, and that before the model', async () => {
  const { addAssistant, ask, client, recipeOf } = await start()
  const { id } = await addAssistant({ sampling: { temperature: 0.3, seed: 5, topK: 7 } })
  const first = await ask([text('Hello')], null, {
    assistantId: id,
    sampling: { temperature: 0.8 },
  })
  expect((await recipeOf(first)).recipe.sampling).toMatchObject({
    temperature: 0.8,
    seed: 5,
    topK: 7,
  })
  const { chatId } = first
  await client.chats.setPreset({ chatId, preset: { ...plainPreset, assistantId: id } })
  const second = await ask([text('Hello')], first)
  expect((await recipeOf(second)).recipe).toMatchObject({
    assistant: { id, name: 'Poet' },
    sampling: { temperature: 0.3 },
  })
  await client.chats.setPreset({ chatId, preset: plainPreset })
  const third = await ask([text('Hello')], second)
  expect((await recipeOf(third)).recipe).toMatchObject({ assistant: null, instructions: '' })
  await expect(
    client.chats.setPreset({ chatId: 'nobody', preset: plainPreset }),
  ).rejects.toMatchObject({ code: 'CHAT_NOT_FOUND' })
})

test('instructions are read once, counted, and kept with the reply', async () => {
  const { addAssistant, ask, client, recipeOf, repeat } = await start()
  const assistant = await addAssistant()
  const { id: assistantId } = assistant
  await ask([text('Hello')])
  const bytes = new Uint8Array(await readFile(resolve(samples, 'red-circle.png')))
  const { id, mediaType } = await client.attachments.add({ file: new File([bytes], 'red.png') })
  const picture: Part = { type: 'file', mediaType, url: attachmentUrl(id), filename: 'red.png' }
  const measure = (parts: Part[], parentId: string | null) =>
    client.context.measure({ parentId, modelId: 'demo', parts, context: null, assistantId })

  const draft = [picture, text('What is in this image?')]
  const use = await measure(draft, null)
  expect(use.exact).toBe(true)
  expect(use.items.find(({ kind }) => kind === 'instructions')?.tokens).toBeGreaterThan(5)
  const first = await ask(draft, null, { assistantId })
  expect(first.stats?.promptTokens).toBe(use.totalTokens)
  const next = await measure([text('What colour is it?')], first.id)
  const second = await ask([text('What colour is it?')], first)
  expect(second.stats?.promptTokens).toBe(next.totalTokens)
  // All that was read, and all that was written but its end.
  expect(second.stats?.reusedTokens).toBeGreaterThanOrEqual(use.totalTokens)

  // What was noted counts, whatever became of the assistant.
  await client.presets.saveAssistant({ ...assistant, instructions: '' })
  await client.presets.remove({ kind: 'assistant', id: assistantId })
  const again = await repeat(first)
  expect(again.stats?.promptTokens).toBe(use.totalTokens)
  expect((await recipeOf(again)).recipe.instructions).toBe(assistant.instructions)
})

test('what is not as it was is said, and the recipe goes along into another conversation', async () => {
  const { ask, client, recipeOf, repeat } = await start()
  const first = await ask([text('Hello')])
  const { chatId, id: messageId } = first
  const branched = await client.chats.branchOut({ requestId: randomUUID(), chatId, messageId })
  const copied: AsyncIterable<ChatEvent> = await client.chats.followChat(branched)
  let copy: Message | undefined
  for await (const event of copied) {
    if (event.type === 'snapshot') copy = event.messages.at(-1)
    break
  }
  if (!copy) throw new Error('nothing was copied')
  expect((await recipeOf(copy)).recipe).toEqual((await recipeOf(first)).recipe)

  const followed: AsyncIterable<ModelsSnapshot> = await client.models.follow()
  let options: LoadOptions | undefined
  for await (const { models } of followed) {
    options = models.find(({ id }) => id === 'demo')?.options
    break
  }
  if (!options) throw new Error('no demo model')
  await client.models.setOptions({ modelId: 'demo', options: { ...options, cacheType: 'q8_0' } })
  expect((await recipeOf(first)).changes).toEqual(['model-options'])
  expect((await recipeOf(await repeat(first))).changes).toEqual([])

  const edited = await client.chats.editReply({
    requestId: randomUUID(),
    replyId: first.id,
    text: 'Mine.',
  })
  expect(await client.chats.recipe({ replyId: edited.replyId })).toBeNull()
  await expect(
    client.chats.repeat({ requestId: randomUUID(), replyId: edited.replyId }),
  ).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' })
})

test('a reply that was exported is repeated exactly where it is imported', async () => {
  const here = await start()
  const { id: assistantId } = await here.addAssistant()
  const first = await here.ask([text('Tell me a story.')], null, { assistantId, sampling: wild })
  const { exports } = here.services
  const id = await exports.start({ scope: { kind: 'all' }, format: 'json', words })
  for await (const state of exports.follow(id ?? '', undefined)) if (state.kind === 'done') break
  const archive = new Blob([await readFile(exports.takeDownload(id ?? '')?.file ?? '')])

  const there = await start()
  const { id: importId } = await there.client.transfer.beginImport()
  const piece = new File([archive], 'carat.zip')
  await there.client.transfer.receivePiece({ id: importId, file: 0, name: 'carat.zip', piece })
  await there.client.transfer.inspectImport({ id: importId })
  for await (const state of await there.client.transfer.followImport({ id: importId })) {
    if (state.kind === 'preview')
      await there.client.transfer.runImport({ id: importId, conversationIds: [first.chatId] })
    if (state.kind === 'done') break
  }
  const { changes, recipe } = await there.recipeOf(first)
  expect(changes).toEqual([])
  expect(recipe).toEqual((await here.recipeOf(first)).recipe)
  expect(saidIn(await there.repeat(first))).toBe(saidIn(first))
  // Its conversation is answered by the same assistant from here on.
  const next = await there.ask([text('Hello')], first)
  expect((await there.recipeOf(next)).recipe.assistant).toEqual({ id: assistantId, name: 'Poet' })
})
