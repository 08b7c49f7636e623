import { expect, test } from 'vitest'
import { automaticLoadOptions } from '../contract/load-options.ts'
import {
  automaticEngineOptions,
  toCacheTypes,
  toEngineOptions,
  toLoadKey,
} from './engine-options.ts'

const sampling = { temperature: 1, topK: 1, topP: 1, minP: 0 }

test('adapters become paths, those that are gone are left out, and sampling is no load option', () => {
  const adapters = [
    { adapterId: 'here', scale: 0.5 },
    { adapterId: 'gone', scale: 1 },
  ]
  const chosen = toEngineOptions({ ...automaticLoadOptions, adapters, sampling }, (id) =>
    id === 'here' ? 'here.gguf' : null,
  )
  expect(chosen).toEqual({
    ...automaticEngineOptions,
    adapters: [{ path: 'here.gguf', scale: 0.5 }],
  })
})

test('the key is the same for the same load only', () => {
  const key = toLoadKey(automaticEngineOptions)
  expect(toLoadKey({ ...automaticEngineOptions })).toBe(key)
  expect(toLoadKey({ ...automaticEngineOptions, contextSize: 4096 })).not.toBe(key)
  const adapters = [{ path: 'a', scale: 1 }]
  expect(toLoadKey({ ...automaticEngineOptions, adapters })).not.toBe(key)
})

test('values stay whole without flash attention, for engines refuse them otherwise', () => {
  const types = (flashAttention: 'auto' | 'off') =>
    toCacheTypes({ cacheType: 'q4_0', flashAttention })
  expect(types('auto')).toEqual({ keys: 'q4_0', values: 'q4_0' })
  expect(types('off')).toEqual({ keys: 'q4_0', values: 'f16' })
})
