import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Model } from '../../../../src-main/contract/models.ts'
import '../../../i18n/i18n.ts'
import type { DraftPicture } from '../../draft/draft.ts'
import { PictureTile } from './picture-tile.tsx'

afterEach(cleanup)

const gemma: Model = {
  id: 'gemma',
  name: 'Gemma 3 4B',
  demo: false,
  pictures: true,
  bytes: 1,
  state: { kind: 'idle' },
  availability: 'here',
  problem: null,
  architecture: 'gemma3',
  quantization: null,
  parameters: null,
  trainedContext: null,
  layers: null,
  files: [],
  rootId: 'root',
  owned: true,
  source: null,
  chats: 0,
  lastUsedAt: null,
  speed: null,
  measure: null,
  options: {} as Model['options'],
  recommendedSampling: {} as Model['recommendedSampling'],
  task: null,
}

const attachment = {
  id: 'a'.repeat(64),
  name: 'wide.png',
  mediaType: 'image/png',
  width: 1280,
  height: 720,
  bytes: 1,
}

function show(model: Model | undefined, change: Partial<DraftPicture> = {}) {
  const item = { kind: 'picture', key: 'a', name: 'wide.png', state: 'ready', ...change } as const
  render(
    <PictureTile
      item={{ ...item, attachment }}
      model={model}
      onOpen={() => {}}
      onChange={() => {}}
    />,
  )
  return screen.queryByRole('button', { name: /^Image detail/ })?.getAttribute('aria-label')
}

test('the model decides what is usual', () => {
  expect(show(gemma)).toBe('Image detail of wide.png: Auto, 3 views')
  cleanup()
  expect(show({ ...gemma, demo: true })).toBe('Image detail of wide.png: Fast, 1 view')
  cleanup()
  expect(show({ ...gemma, architecture: 'qwen2vl' })).toBe('Image detail of wide.png: Fast, 1 view')
})

test('what was chosen goes before what is usual, and closer looks count', () => {
  expect(show(gemma, { detail: 'detailed' })).toMatch(/: Detailed, 5 views$/)
  cleanup()
  const closerLooks = [{ x: 0, y: 0, width: 0.2, height: 0.2 }]
  expect(show(gemma, { detail: 'fast', closerLooks })).toMatch(/: Fast, 2 views$/)
})

test('nothing is offered without a model that sees pictures', () => {
  expect(show({ ...gemma, pictures: false })).toBeUndefined()
  cleanup()
  expect(show(undefined)).toBeUndefined()
  expect(screen.getByRole('button', { name: 'Enlarge wide.png' })).toBeTruthy()
})
