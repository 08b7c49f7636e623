import { expect, test } from 'vitest'
import { compareWords, nested, pluralForms } from './compare-words.mjs'

const english = {
  app: { close: 'Close', hello: 'Hello {{name}}' },
  chat: {
    pictures_one: 'Looking at the picture: {{percent}}',
    pictures_other: 'Looking at {{count}} pictures: {{percent}}',
  },
}

test('a language needs its own plural forms, not those of English', () => {
  expect(Object.keys(compareWords(english, {}, 'ar').missing).toSorted()).toEqual([
    'app.close',
    'app.hello',
    ...['few', 'many', 'one', 'other', 'two', 'zero'].map((form) => `chat.pictures_${form}`),
  ])
  expect(compareWords(english, {}, 'zh-CN').total).toBe(3)
  expect(pluralForms('fr')).toEqual(['one', 'other'])
})

test('what is missing comes with its English words, ready to be written over', () => {
  const { missing, faults } = compareWords(english, { app: { close: 'Schließen' } }, 'de')
  expect(faults).toEqual([])
  expect(nested(missing)).toEqual({
    app: { hello: 'Hello {{name}}' },
    chat: english.chat,
  })
})

test('unknown keys, wrong forms, empty words and placeholders that differ are faults', () => {
  const words = {
    app: { close: ' ', hello: '你好 {{nane}}', more: '更多' },
    chat: { pictures_one: '图 {{percent}}', pictures_other: '{{count, number}} 张：{{percent}}' },
  }
  expect(compareWords(english, words, 'zh-CN').faults).toEqual([
    'app.close: empty',
    'app.hello: lacks {{name}}, has unknown {{nane}}',
    'app.more: English has no such key',
    'chat.pictures_one: zh-CN has no such plural form (it has other)',
  ])
})

test('a number may be left out of a plural form, another value may not', () => {
  const chat = { pictures_one: 'Das Bild: {{percent}}', pictures_other: 'Die Bilder' }
  expect(compareWords(english, { chat }, 'de').faults).toEqual([
    'chat.pictures_other: lacks {{percent}}',
  ])
})
