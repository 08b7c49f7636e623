import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { englishMenuWords, menuWordsFrom } from './menu-words.ts'

test('the menu says what the window says, and the rest in English', () => {
  const words = menuWordsFrom({ file: 'ملف', evil: 'Format disk' })
  expect(words).toEqual({ ...englishMenuWords, file: 'ملف' })
})

test('what is no words changes nothing', () => {
  expect(menuWordsFrom(null)).toBeNull()
  expect(menuWordsFrom({ file: 7 })).toBeNull()
  expect(menuWordsFrom({ file: 'x'.repeat(81) })).toBeNull()
})

test('the window knows every word of the menu', () => {
  const file = join(import.meta.dirname, '../../../src-renderer/i18n/en/menu.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(englishMenuWords)
})
