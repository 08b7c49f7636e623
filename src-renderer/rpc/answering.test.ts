import { renderHook } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type Assistant, plainPreset } from '../../src-main/contract/presets.ts'
import { choosePreset, forgetNewPreset, presetOf, useAnswering } from './answering.ts'
import { useModels } from './models-store.ts'
import { usePresets } from './presets-store.ts'
import { useSettings } from './settings-store.ts'

const recommendedSampling = { temperature: 1, topK: 64, topP: 0.95, minP: 0 }
const model = (id: string, availability = 'here') => ({
  id,
  availability,
  options: { sampling: null },
  recommendedSampling,
})
const guide: Assistant = {
  id: 'guide',
  name: 'Guide',
  instructions: 'Be brief.',
  modelId: 'large',
  sampling: { temperature: 0.2 },
  pictureDetail: 'detailed',
  clipFrames: 4,
}
const answering = () => renderHook(() => useAnswering(null)).result.current
const show = (...models: ReturnType<typeof model>[]) =>
  useModels.setState({ snapshot: { models } as never })

beforeEach(() => {
  forgetNewPreset()
  useSettings.setState({ settings: { selectedModelId: 'small' } as never })
  usePresets.setState({
    presets: { assistants: [{ ...guide, removed: false }], prompts: [], hiddenStarters: [] },
  })
  show(model('small'), model('large'), model('other'))
})

test('the selected model answers until somebody is chosen', async () => {
  expect(answering()).toMatchObject({ assistant: null, modelId: 'small', ownModel: false })
  await choosePreset(null, { assistantId: 'guide' })
  expect(answering()).toMatchObject({
    assistant: { name: 'Guide' },
    modelId: 'large',
    ownModel: true,
    baseSampling: { ...recommendedSampling, temperature: 0.2, seed: null },
  })
})

test('a model chosen for the conversation goes before the assistant’s', async () => {
  await choosePreset(null, { assistantId: 'guide' })
  await choosePreset(null, { modelId: 'other' })
  expect(answering()).toMatchObject({ assistant: { id: 'guide' }, modelId: 'other' })
})

test('where the assistant’s model is away, the selected one answers', async () => {
  await choosePreset(null, { assistantId: 'guide' })
  show(model('small'), model('large', 'missing'))
  expect(answering()).toMatchObject({ assistant: { id: 'guide' }, modelId: 'small' })
})

test('a conversation that is sent leaves the next one plain', async () => {
  await choosePreset(null, { assistantId: 'guide', sampling: { seed: 7 } })
  expect(presetOf(null)).toMatchObject({ assistantId: 'guide', sampling: { seed: 7 } })
  forgetNewPreset()
  expect(presetOf(null)).toEqual(plainPreset)
})
