import { expect, test } from 'vitest'
import { cleanName } from './clean-name.ts'

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['/home/ann/photo.jpg', 'photo.jpg'],
  ['C:\\Users\\Ann\\photo.jpg', 'photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['folder/', 'folder'],
  ['a\u0000b\nc\u007f.png', 'abc.png'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['图片 一.png', '图片 一.png'],
  ['', ''],
  ['///', ''],
])('%j is shown as %j', (given, clean) => expect(cleanName(given)).toBe(clean))

test('a long name is cut between characters', () => {
  expect(Array.from(cleanName('😀'.repeat(300)))).toHaveLength(200)
})
