import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { ReplyPhase } from '../contract/messages.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createConversationStates } from './conversation-states.ts'
import { createEngineSlot } from './engine-slot.ts'
import { ask, assistant, checkout, createTestHost, demoModel, user } from './fixtures.ts'
import { createTextEngine } from './text-engine.ts'
import { createVisionEngine } from './vision-engine.ts'
import { createVisionEngineBinary } from './vision-engine-binary.ts'
import { createVisionReadAhead } from './vision-read-ahead.ts'

const BUILD_MILLISECONDS = 15 * 60_000
const binary = createVisionEngineBinary({ checkoutFolder: checkout, resourcesFolder: '' })
const { signal } = new AbortController()
beforeAll(() => binary.prepare(signal), BUILD_MILLISECONDS)

const readSample = async (name: string) => ({
  type: 'file' as const,
  mediaType: 'image/png',
  data: {
    type: 'data' as const,
    data: new Uint8Array(await readFile(path.join(checkout, 'e2e', 'fixtures', 'samples', name))),
  },
})
const shapes = await readSample('three-shapes.png')
const circle = await readSample('red-circle.png')
const about = (text: string, pictures = [shapes]): LanguageModelV4Prompt[number] => ({
  role: 'user',
  content: [...pictures, { type: 'text', text }],
})
const howMany = about('How many shapes are there?')

/** A slot, and ways to ask in a conversation and to read ahead for one. */
function start(folder = temporaryFolder()) {
  const slot = createEngineSlot({
    text: createTextEngine(createTestHost()),
    vision: createVisionEngine(binary, createConversationStates(folder)),
  })
  onTestFinished(() => slot.dispose())
  const phases: ReplyPhase[] = []
  const options = {
    needsPictures: true,
    signal,
    onPhase: (phase: ReplyPhase) => phases.push(phase),
  }
  const askIn = (id: string, prompt: LanguageModelV4Prompt, more = {}) =>
    slot.use(demoModel, options, (loaded) => {
      const languageModel: typeof loaded.languageModel = (onPhase) =>
        loaded.languageModel(onPhase, id)
      return ask({ languageModel }, prompt, more)
    })
  const readAhead = (
    id: string | undefined,
    prompt: LanguageModelV4Prompt,
    onProgress: (fraction: number) => void = () => {},
  ) =>
    slot.whileIdle(demoModel, signal, (process, mayRead) =>
      process.readAhead!(prompt, id, mayRead, onProgress),
    )
  const load = () => slot.use(demoModel, options, async () => {})
  return { slot, phases, askIn, readAhead, load }
}

test('a picture that is read ahead is there when it is asked about, and the reply says so', async () => {
  const plain = start()
  const expected = await plain.askIn('a', [howMany])
  const { askIn, load, readAhead } = start()
  await load()
  await readAhead(undefined, [about('What is in this picture?')])
  const reply = await askIn('a', [howMany])
  expect(reply.error).toBeUndefined()
  expect(reply.text).toBe(expected.text)
  expect(reply.facts).toMatchObject({ pictures: 1, encodedPictures: 1 })
  expect(reply.facts?.promptTokens).toBe(expected.facts?.promptTokens)
  expect(reply.facts?.aheadTokens).toBeGreaterThan(16)
  expect(reply.facts?.reusedTokens).toBe(0)

  const second = await askIn('a', [howMany, assistant(reply.text), user('Why?')])
  expect(second.facts).toMatchObject({ encodedPictures: 0 })
  expect(second.facts?.aheadTokens).toBeUndefined()
  expect(second.facts?.reusedTokens).toBeGreaterThan(16)
})

test('a picture counts as encoded, however late the server tells of it', async () => {
  const before = { pictures: 1, milliseconds: 5 }
  let encoded = before
  const address = createServer((_, response) =>
    response.end('data: {"prompt_progress":{"total":20,"cache":0,"processed":20}}\n\n'),
  )
  await new Promise<void>((resolve) => address.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void address.close())
  const { port } = address.address() as AddressInfo
  const server = { port, key: '', mediaFolder: undefined, encoded: () => encoded }
  const ahead = createVisionReadAhead(server, undefined, demoModel)
  await ahead.read([howMany], undefined, signal, () => {})
  encoded = { pictures: 2, milliseconds: 9 }
  expect(ahead.claim([howMany], 'a')(19)).toMatchObject({ tokens: 19, encodedBefore: before })
})

test('what is read in pieces, while a draft is changed, is counted together', async () => {
  const { askIn, load, readAhead } = start()
  await load()
  const both = [about('How many?', [shapes, circle])]
  await readAhead(undefined, [howMany])
  await readAhead(undefined, both)
  await readAhead(undefined, both)
  const { facts } = await askIn('a', both)
  expect(facts).toMatchObject({ pictures: 2, encodedPictures: 2, reusedTokens: 0 })

  await readAhead('b', [howMany])
  expect((await askIn('b', [about('What?')])).facts).toMatchObject({ encodedPictures: 0 })
})

test('a reply that was stopped leaves nothing for the next one', async () => {
  const { askIn, load, readAhead } = start()
  await load()
  const stop = new AbortController()
  const counting = [about('Count to 60.')]
  await readAhead('a', counting)
  const stopped = await askIn('a', counting, {
    abortSignal: stop.signal,
    onText: () => stop.abort(),
  })
  expect(stopped.error).toBe(stop.signal.reason)
  const { facts } = await askIn('a', counting)
  expect(facts?.aheadTokens).toBeUndefined()
  expect(facts?.encodedPictures).toBe(0)
})

test('it is not counted for another conversation', async () => {
  const { askIn, load, readAhead } = start()
  await load()
  await readAhead('a', [howMany])
  const other = await askIn('b', [user('Hello')])
  await readAhead(undefined, [about('What is it?', [circle])])
  const again = await askIn('c', [howMany])
  expect(again.facts?.encodedPictures).toBe(0)
  expect(again.facts?.aheadTokens).toBeUndefined()
  expect(other.facts).toMatchObject({ encodedPictures: 0 })
  expect(other.facts?.aheadTokens).toBeUndefined()
})

test('a conversation comes back from disk while the next question is typed', async () => {
  const folder = temporaryFolder()
  const before = start(folder)
  const first = await before.askIn('a', [howMany])
  await before.slot.dispose()
  const { askIn, load, readAhead } = start(folder)
  await load()
  const turns = [howMany, assistant(first.text)]
  await readAhead('a', [...turns, user('What')])
  const { facts } = await askIn('a', [...turns, user('What colour is the background?')])
  expect(facts).toMatchObject({ encodedPictures: 0 })
  expect(facts?.restoredTokens).toBeGreaterThan(16)
  expect(facts?.reusedTokens).toBeGreaterThanOrEqual(facts?.restoredTokens ?? 0)
})

test('whoever wants a reply need not wait, and what was read until then is kept', async () => {
  const { askIn, load, phases, readAhead } = start()
  await load()
  const long = (end: string) => [user(`${'A quiet garden with a red gate. '.repeat(600)}${end}`)]
  const fractions: number[] = []
  const begun = Promise.withResolvers<void>()
  const reading = readAhead('a', long('What'), (fraction) => {
    fractions.push(fraction)
    if (fraction > 0) begun.resolve()
  })
  await begun.promise
  const reply = await askIn('a', long('Who are you?'), { maxOutputTokens: 4 })
  await reading
  expect(reply.error).toBeUndefined()
  expect(phases.map(({ kind }) => kind)).not.toContain('queued')
  expect(fractions.at(-1)).toBeLessThan(1)
  expect(reply.facts?.aheadTokens).toBeGreaterThan(256)
  expect(reply.facts?.aheadTokens).toBeLessThan(reply.facts?.promptTokens ?? 0)
})

test('nothing is read ahead with a model that is not in memory, or in use', async () => {
  const { askIn, phases, readAhead, slot } = start()
  await readAhead('a', [howMany])
  expect(slot.stateOf(demoModel.id)).toEqual({ kind: 'idle' })
  let ahead: Promise<void> | undefined
  const reply = await askIn('a', [user('Count to 60.')], {
    onText: () => (ahead ??= readAhead('a', [howMany])),
  })
  await ahead
  expect(reply.text).toContain('60')
  expect(phases.map(({ kind }) => kind)).not.toContain('queued')
  expect((await askIn('b', [howMany])).facts).toMatchObject({ encodedPictures: 1 })
})
