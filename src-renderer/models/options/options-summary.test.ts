import { expect, test } from 'vitest'
import { automaticLoadOptions } from '../../../src-main/contract/load-options.ts'
import { i18n } from '../../i18n/i18n.ts'
import { isAutomatic, optionsSummary, sameOptions } from './options-summary.ts'

const t = i18n.getFixedT('en', 'library')

test('nothing chosen is automatic', () => {
  expect(isAutomatic({ ...automaticLoadOptions })).toBe(true)
  expect(optionsSummary(t, automaticLoadOptions)).toBe('Automatic')
})

test('only what was chosen is named', () => {
  const options = {
    ...automaticLoadOptions,
    contextSize: 16_384,
    cacheType: 'q8_0',
    gpuLayers: 1,
    adapters: [{ adapterId: 'a', scale: 1 }],
  } as const
  expect(optionsSummary(t, { ...options, adapters: [...options.adapters] })).toBe(
    '16,384 tokens · 1 layer on the GPU · Half the memory (8 bits) · 1 adapter',
  )
})

test('no layers on the GPU is a choice too', () => {
  const options = { ...automaticLoadOptions, gpuLayers: 0 }
  expect(isAutomatic(options)).toBe(false)
  expect(sameOptions(options, automaticLoadOptions)).toBe(false)
})
