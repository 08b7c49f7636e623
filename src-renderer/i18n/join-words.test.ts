import { expect, test } from 'vitest'
import { isolated, joinFacts, joinNames, joinSentences } from './join-words.ts'

test('sentences are joined as the language does', () => {
  expect(joinSentences(['One.', false, 'Two.'], 'en')).toBe('One. Two.')
  expect(joinSentences(['一。', '', '二。'], 'zh-CN')).toBe('一。二。')
})

test('names are listed as the language does', () => {
  expect(joinNames(['a', 'b', 'c'], 'en')).toBe('a, b, and c')
  expect(joinNames(['a', 'b', 'c'], 'zh-CN')).toBe('a、b和c')
})

test('in mirrored lines each fact keeps its own order', () => {
  expect(joinFacts(['4 GB', false, 'CPU'])).toBe('4 GB · CPU')
  document.documentElement.dir = 'rtl'
  expect(joinFacts(['4 GB', '', 'CPU'])).toBe('\u20684 GB\u2069 · \u2068CPU\u2069')
  expect(isolated('/home/a')).toBe('\u2068/home/a\u2069')
})
