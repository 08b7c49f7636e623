import { beforeEach, expect, test } from 'vitest'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { i18n, showLanguage } from '../../i18n/i18n.ts'
import { fitSentences, memoryWords } from './fit-words.ts'

const fit: Fit = {
  verdict: 'runs-well',
  parts: { weights: 3e9, projector: 0.85e9, cache: 0.7e9, compute: 0.35e9 },
  totalBytes: 4.9e9,
  gpuBytes: 0,
  availableBytes: 11.2e9,
  placement: 'cpu',
  contextSize: 8192,
  largestContext: 65_536,
  trainedContext: 131_072,
  basis: 'header',
  tokensPerSecond: null,
}

const words = i18n.getFixedT(null, 'discover')
beforeEach(() => showLanguage('en'))

test('the memory is told against what is free', () => {
  expect(memoryWords(words, fit)).toBe('4.9 GB of 11.2 GB free')
  expect(memoryWords(words, { ...fit, verdict: 'too-big', totalBytes: 21e9 })).toBe(
    'needs 21 GB, 11.2 GB free',
  )
})

test('a model that runs is told with its place, context and how it was judged', () => {
  expect(fitSentences(words, fit, 'en')).toEqual([
    'Runs on the processor.',
    'Counted with 8K of context; up to 64K run well here, 128K is its most.',
    'Its speed here shows after the first reply.',
    'Computed from the file’s own header.',
  ])
})

test('what was measured is told with its speed', () => {
  const measured: Fit = {
    ...fit,
    placement: 'partly-gpu',
    gpuBytes: 3.1e9,
    basis: 'measured',
    tokensPerSecond: 23.44,
  }
  expect(fitSentences(words, measured, 'en')).toEqual([
    '3.1 GB of it on the graphics card, the rest on the processor.',
    'Counted with 8K of context; up to 64K run well here, 128K is its most.',
    'About 23.4 tokens/s here.',
    'Corrected by what was measured on this computer.',
  ])
})

test('nothing is said of a place or a speed that a model too big will never have', () => {
  const tooBig: Fit = { ...fit, verdict: 'too-big', largestContext: 0, contextSize: 512 }
  expect(fitSentences(words, tooBig, 'en')).toEqual([
    'Counted with 512 of context, the smallest; 128K is its most.',
    'Computed from the file’s own header.',
  ])
})
