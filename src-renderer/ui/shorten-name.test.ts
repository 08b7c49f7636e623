import { expect, test } from 'vitest'
import { shortenName } from './shorten-name.ts'

test('a long name loses its middle, a short one nothing', () => {
  expect(shortenName('Holiday pictures', 20)).toBe('Holiday pictures')
  expect(shortenName('Holiday pictures 202', 20)).toBe('Holiday pictures 202')
  expect(shortenName('Holiday pictures of 2026', 20)).toBe('Holiday pict…of 2026')
  expect(shortenName('一二三四五六七八九十一二三四五六七八九十一', 20)).toBe(
    '一二三四五六七八九十一二…五六七八九十一',
  )
})

test('letters of several code points stay whole, and no space stands beside the gap', () => {
  const family = '👩‍👩‍👧‍👦'
  expect(shortenName(family.repeat(30), 20)).toBe(`${family.repeat(12)}…${family.repeat(7)}`)
  expect(shortenName('Twelve less and then more', 20)).toBe('Twelve less…en more')
})
