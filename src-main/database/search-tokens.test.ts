import { expect, test } from 'vitest'
import { toIndexed, toSearchTokens } from './search-tokens.ts'

const facets = {
  role: 'user',
  hasPicture: true,
  hasClip: false,
  modelName: null,
  chatId: 'c1',
  createdAt: Date.UTC(2026, 10, 29),
}

test('a text is its groups in order, its letters and pairs once, and what it is', () => {
  expect(toSearchTokens('Ａb c', facets).split(' ')).toEqual([
    'ab␣',
    'b␣c',
    'a',
    'b',
    'ab',
    'c',
    'role:user',
    'chat:c1',
    'year:2026',
    'month:2026-11',
    'has:picture',
  ])
  expect(toSearchTokens('花🟥园', facets).split(' ').slice(0, 3)).toEqual(['花🟥园', '花', '🟥'])
  expect(toSearchTokens('', { ...facets, modelName: 'Gemma 3' })).toContain('model:gemma␣3')
})

test('a word is looked for as what the index has of it', () => {
  expect(toIndexed('garden')).toBe('gar ard rde den')
  expect(toIndexed('花')).toBe('花')
  expect(toIndexed('a b')).toBe('a␣b')
})
