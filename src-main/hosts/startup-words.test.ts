import { expect, test } from 'vitest'
import { CaratError } from '../platform/carat-error.ts'
import { startupWords } from './startup-words.ts'

test('a newer database is named with both versions, and that it was kept', () => {
  const words = startupWords(new CaratError('DATABASE_NEWER', { found: 9, supported: 1 }))
  expect(words).toMatch(/newer Carat.*9.*1.*not touched.*Update/)
})

test('what nobody expected says what it is', () => {
  expect(startupWords(new Error('no such folder'))).toBe('no such folder')
})
