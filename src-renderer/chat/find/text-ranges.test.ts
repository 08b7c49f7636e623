import { expect, test } from 'vitest'
import { textRanges } from './text-ranges.ts'

const found = (html: string, words: string) => {
  const element = document.createElement('div')
  element.innerHTML = html
  return textRanges(element, words).map((range) => range.toString())
}

test('words are found across what is bold, but not across paragraphs', () => {
  expect(found('<p>A <b>light</b>house.</p>', 'lighthouse')).toEqual(['lighthouse'])
  expect(found('<p>red</p><p>circle</p>', 'redcircle')).toEqual([])
  expect(found('<ul><li>花园</li><li>ＲＥＤ 花园</li></ul>', '花园')).toEqual(['花园', '花园'])
  expect(found('<p>ＲＥＤ red</p>', 'red')).toEqual(['ＲＥＤ', 'red'])
  expect(found('', 'red')).toEqual([])
})
