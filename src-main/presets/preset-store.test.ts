import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Assistant, Prompt } from '../contract/presets.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { createPresetStore } from './preset-store.ts'

const assistant = (name: string): Assistant => ({
  id: randomUUID(),
  name,
  instructions: `Answer as ${name}.`,
  modelId: null,
  sampling: { temperature: 0.2 },
  pictureDetail: null,
  clipFrames: 8,
})
const prompt = (name: string): Prompt => ({ id: randomUUID(), name, text: `${name} {{language}}` })
const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name)

test('assistants are kept, changed, and every follower hears of them', async () => {
  const database = temporaryDatabase()
  const presets = createPresetStore(database)
  const values = presets.follow(new AbortController().signal)
  expect((await values.next()).value).toEqual({ assistants: [], prompts: [], hiddenStarters: [] })
  const poet = assistant('Poet')
  presets.saveAssistant(poet, null)
  expect((await values.next()).value?.assistants).toEqual([{ ...poet, removed: false }])
  presets.changeAssistant(poet.id, { name: 'Bard' })
  presets.changeAssistant(poet.id, { instructions: 'Sing.' })
  presets.changePrompt(poet.id, { name: 'No prompt' })
  expect(createPresetStore(database).assistant(poet.id)).toEqual({
    ...poet,
    name: 'Bard',
    instructions: 'Sing.',
  })
  expect(presets.assistant('nobody')).toBeNull()
})

test('one comes after another, moves, and keeps its place while it is removed', () => {
  const presets = createPresetStore(temporaryDatabase())
  const [one, two, three] = [prompt('one'), prompt('two'), prompt('three')]
  presets.savePrompt(one, null)
  presets.savePrompt(three, null)
  presets.savePrompt(two, one.id)
  expect(namesOf(presets.read().prompts)).toEqual(['one', 'two', 'three'])
  presets.remove('prompt', two.id)
  expect(namesOf(presets.read().prompts)).toEqual(['one', 'three'])
  presets.restore('prompt', two.id)
  expect(namesOf(presets.read().prompts)).toEqual(['one', 'two', 'three'])
  presets.move('prompt', three.id, 0)
  expect(namesOf(presets.read().prompts)).toEqual(['three', 'one', 'two'])
  presets.move('prompt', three.id, 9)
  expect(namesOf(presets.read().prompts)).toEqual(['one', 'two', 'three'])
  presets.remove('prompt', one.id)
  presets.move('prompt', three.id, 0)
  expect(namesOf(presets.read().prompts)).toEqual(['three', 'two'])
  presets.move('prompt', 'nobody', 0)
  expect(namesOf(presets.read().prompts)).toEqual(['three', 'two'])
})

test('a removed assistant is still known where it was chosen', () => {
  const presets = createPresetStore(temporaryDatabase())
  const poet = assistant('Poet')
  presets.saveAssistant(poet, null)
  presets.remove('assistant', poet.id)
  expect(presets.assistant(poet.id)).toEqual(poet)
  expect(presets.read().assistants).toMatchObject([{ name: 'Poet', removed: true }])
})

test('a prompt that came with Carat is hidden and brought back', () => {
  const presets = createPresetStore(temporaryDatabase())
  presets.showStarter('receipt', false)
  presets.showStarter('receipt', false)
  presets.showStarter('describe', false)
  expect(presets.read().hiddenStarters).toEqual(['describe', 'receipt'])
  presets.showStarter('receipt', true)
  expect(presets.read().hiddenStarters).toEqual(['describe'])
})
