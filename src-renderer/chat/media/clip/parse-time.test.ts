import { expect, it } from 'vitest'
import { clipTime } from './clip-time.ts'
import { parseTime } from './parse-time.ts'

it('reads times with and without minutes and hours', () => {
  expect(parseTime('83.5')).toBe(83.5)
  expect(parseTime(' 1:23.5 ')).toBe(83.5)
  expect(parseTime('1:02:03')).toBe(3723)
  expect(parseTime('1：23,5')).toBe(83.5)
  expect(parseTime(clipTime(10_799.9))).toBe(10_799.9)
})

it('refuses what is no time', () => {
  for (const text of ['', ':', 'soon', '-1', '1:', '1.5:20', '1:2:3:4']) {
    expect(parseTime(text), text).toBeNull()
  }
})
