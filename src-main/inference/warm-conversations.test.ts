import { watch } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createConversationStates } from './conversation-states.ts'
import type { LoadedModel } from './engine.ts'
import { ask, assistant, checkout, demoModel, loadModel, user, withOptions } from './fixtures.ts'
import { createVisionEngine } from './vision-engine.ts'
import { createVisionEngineBinary } from './vision-engine-binary.ts'
import { isMediaFolder } from './vision-media.ts'

const BUILD_MILLISECONDS = 15 * 60_000
const binary = createVisionEngineBinary({ checkoutFolder: checkout, resourcesFolder: '' })
beforeAll(() => binary.prepare(new AbortController().signal), BUILD_MILLISECONDS)

const file = path.join(checkout, 'e2e', 'fixtures', 'samples', 'three-shapes.png')
const question = {
  role: 'user' as const,
  content: [
    {
      type: 'file' as const,
      mediaType: 'image/png',
      data: { type: 'data' as const, data: new Uint8Array(await readFile(file)) },
    },
    { type: 'text' as const, text: 'How many shapes are there?' },
  ],
}

const within = (loaded: LoadedModel, conversationId: string): LoadedModel => ({
  ...loaded,
  languageModel: (onPhase) => loaded.languageModel(onPhase, conversationId),
})

/** One run of the app: what is asked in it, then its end. */
async function run<Result>(
  folder: string,
  work: (in_: (conversationId: string) => LoadedModel) => Promise<Result>,
  model = demoModel,
): Promise<Result> {
  const loaded = await loadModel(
    createVisionEngine(binary, createConversationStates(folder)),
    model,
  )
  try {
    return await work((conversationId) => within(loaded, conversationId))
  } finally {
    await loaded.dispose()
  }
}

const followUp = (first: string) => [
  question,
  assistant(first),
  user('What colour is the background?'),
]

/** A first question, and the follow-up without any break between them. */
const uninterrupted = (folder: string) =>
  run(folder, async (in_) => {
    const first = await ask(in_('a'), [question])
    return { first, second: await ask(in_('a'), followUp(first.text)) }
  })

test('a conversation comes back warm after a restart, its pictures too', async () => {
  const folder = temporaryFolder()
  const { first, second } = await uninterrupted(temporaryFolder())
  expect(first.facts).toMatchObject({ pictures: 1, encodedPictures: 1, restoredTokens: 0 })
  await run(folder, (in_) => ask(in_('a'), [question]))
  const later = await run(folder, (in_) => ask(in_('a'), followUp(first.text)))
  expect(later.text).toBe(second.text)
  expect(later.facts).toMatchObject({
    pictures: 1,
    encodedPictures: 0,
    reusedTokens: second.facts?.reusedTokens,
    restoredTokens: second.facts?.reusedTokens,
  })
})

test('going back and forth between conversations reads nothing twice', async () => {
  await run(temporaryFolder(), async (in_) => {
    const first = await ask(in_('a'), [question])
    await ask(in_('b'), [user('Hello')])
    const back = await ask(in_('a'), followUp(first.text))
    // From the engine's own memory, which is faster than the disk.
    expect(back.facts).toMatchObject({ encodedPictures: 0, restoredTokens: 0 })
    expect(back.facts?.reusedTokens).toBeGreaterThan(20)
    const other = await ask(in_('b'), [user('Hello')])
    expect(other.facts?.restoredTokens).toBe(0)
    expect(other.facts?.reusedTokens).toBeGreaterThan(5)
  })
})

test('a state that is damaged, or of another load, is passed over without a word', async () => {
  const folder = temporaryFolder()
  const { first, second } = await uninterrupted(folder)
  const quantized = withOptions({ cacheType: 'q8_0' })
  const another = await run(folder, (in_) => ask(in_('a'), followUp(first.text)), quantized)
  expect(another.facts?.restoredTokens).toBe(0)
  const states = (await readdir(folder)).filter((name) => name.endsWith('.state'))
  for (const name of states) {
    const bytes = await readFile(path.join(folder, name))
    bytes.writeUInt8((bytes.readUInt8(bytes.length >> 1) + 1) % 256, bytes.length >> 1)
    await writeFile(path.join(folder, name), bytes)
  }
  const later = await run(folder, (in_) => ask(in_('a'), followUp(first.text)))
  expect(later.error).toBeUndefined()
  expect(later.text).toBe(second.text)
  expect(later.facts).toMatchObject({ encodedPictures: 1, restoredTokens: 0 })
})

test('a picture lies beside the states only while it is read', async () => {
  const folder = temporaryFolder()
  const mediaFolders = async () => (await readdir(folder)).filter(isMediaFolder)
  // What a run that was killed has left.
  await mkdir(path.join(folder, 'pictures-old'))
  await writeFile(path.join(folder, 'pictures-old', 'a.png'), 'a')
  await run(folder, async (in_) => {
    const [own, ...others] = await mediaFolders()
    expect(others).toEqual([])
    const during = new Set<number>()
    const watching = watch(path.join(folder, own!), (_, name) => during.add(name!.length))
    await ask(in_('a'), [question])
    watching.close()
    expect(during.size).toBeGreaterThan(0)
    expect(await readdir(path.join(folder, own!))).toEqual([])
  })
  await vi.waitFor(async () => expect(await mediaFolders()).toEqual([]))
})

test('words alone come back as well, far beyond the window of sliding layers', async () => {
  const folder = temporaryFolder()
  const words = { ...demoModel, projectorPath: null }
  const long = user(`${'A quiet garden with a red gate. '.repeat(120)}Who are you?`)
  const first = await run(folder, (in_) => ask(in_('a'), [long]), words)
  expect(first.facts?.promptTokens).toBeGreaterThan(1200)
  const history = [long, assistant(first.text), user('Count to 10.')]
  const later = await run(folder, (in_) => ask(in_('a'), history), words)
  expect(later.facts?.restoredTokens).toBeGreaterThan(1200)
  const uninterrupted = await run(
    temporaryFolder(),
    async (in_) => {
      await ask(in_('a'), [long])
      return await ask(in_('a'), history)
    },
    words,
  )
  expect(later.text).toBe(uninterrupted.text)
})
