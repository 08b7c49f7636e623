import { expect, test } from 'vitest'
import type { Part } from '../contract/messages.ts'
import { deriveTitle, improveTitle } from './title.ts'

const picture: Part = {
  type: 'file',
  mediaType: 'image/png',
  url: `attachment:${'0'.repeat(64)}`,
  filename: 'holiday.png',
}
const text = (words: string): Part => ({ type: 'text', text: words })

test.each([
  [[text('\n\n  ## Hello *there*\nsecond line')], 'Hello there'],
  [[picture, text('图里是什么？')], '图里是什么？'],
  [[picture], 'holiday.png'],
  [[text('👩‍👩‍👧‍👦'.repeat(80))], `${'👩‍👩‍👧‍👦'.repeat(59)}…`],
])('the title of a question', (parts, title) => {
  expect(deriveTitle(parts)).toBe(title)
})

test('a question about a picture is named after the answer, in any script', () => {
  expect(improveTitle([picture, text('What is it?')], 'A red circle. It is big.')).toBe(
    'A red circle',
  )
  expect(improveTitle([picture, text('图里是什么？')], '一个红色的圆形。背景是白色。')).toBe(
    '一个红色的圆形',
  )
})

test('a question in words keeps its own title, and an empty answer changes nothing', () => {
  expect(improveTitle([text('Tell me a story')], 'Once upon a time.')).toBeNull()
  expect(improveTitle([picture, text('What is it?')], '')).toBeNull()
})
