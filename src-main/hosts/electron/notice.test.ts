import { expect, test } from 'vitest'
import { noticeFrom, plainBody } from './notice.ts'

test('a notification is its words and nothing else', () => {
  const notice = { id: 'chat:1', title: 'The answer is ready', body: '' }
  expect(noticeFrom({ ...notice, icon: 'https://evil.example/a.png' })).toEqual(notice)
})

test.each([
  null,
  'x',
  {},
  { id: '', title: 'x', body: '' },
  { id: 'x', title: 'x'.repeat(201), body: '' },
])('nothing is shown for %j', (given) => expect(noticeFrom(given)).toBeNull())

test('no title of a conversation is read as a tag by what shows notifications', () => {
  const title = '<img src="file:///etc/passwd"> & <a href="https://evil.example">open</a>'
  expect(plainBody(title, 'linux')).toBe(
    '‹img src="file:///etc/passwd"› & ‹a href="https://evil.example"›open‹/a›',
  )
  expect(plainBody(title, 'darwin')).toBe(title)
})
