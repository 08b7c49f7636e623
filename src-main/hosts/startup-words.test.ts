import { expect, test } from 'vitest'
import { CaratError } from '../platform/carat-error.ts'
import { startupWords } from './startup-words.ts'
import words from './startup-words.json' with { type: 'json' }

const newer = new CaratError('DATABASE_NEWER', { found: 9, supported: 1 })

test('a newer database is named with both versions, and that it was kept', () => {
  expect(startupWords(newer, 'en')).toMatch(/newer Carat.*9.*1.*not touched.*Update/)
  expect(startupWords(newer, 'zh-CN')).toMatch(/数据版本 9，.*支持到 1.*没有被改动.*更新/)
})

test('what nobody expected says what it is', () => {
  expect(startupWords(new Error('no such folder'))).toBe('no such folder')
})

test('both languages say the same things', () => {
  expect(Object.keys(words['zh-CN'])).toEqual(Object.keys(words.en))
  for (const [key, sentence] of Object.entries(words.en)) {
    const names = (text: string) => text.match(/{{\w+}}/g)?.toSorted()
    expect(names(words['zh-CN'][key as keyof typeof words.en])).toEqual(names(sentence))
  }
})
