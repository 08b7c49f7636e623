import { expect, test } from 'vitest'
import { directionOf } from './direction-of.ts'

test.each([
  ['1. مرحبا hello', 'rtl'],
  ['“שלום”', 'rtl'],
  ['hello مرحبا', 'ltr'],
  ['你好', 'ltr'],
  ['12 + 30', 'ltr'],
  ['', 'ltr'],
])('the first letter of %j says how it is read', (value, direction) => {
  expect(directionOf({ type: 'text', value })).toBe(direction)
})
