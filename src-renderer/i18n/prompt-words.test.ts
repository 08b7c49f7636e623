import { expect, test } from 'vitest'
import { i18n } from './i18n.ts'
import { blanksOf, nextBlank, starterPrompts } from './prompt-words.ts'

const text = 'Write in {{language}}. Tone: {{ tone }}. Again {{language}}.'

test('places to fill in are named once, in their order', () => {
  expect(blanksOf(text)).toEqual(['language', 'tone'])
  expect(blanksOf('{ } {{}} {{a\nb}} {{ }}')).toEqual([])
})

test('the next place is found from where one is, and then from the start again', () => {
  const names = blanksOf(text)
  const first = nextBlank(text, names, 0)
  expect(first).toMatchObject({ name: 'language', start: 9, end: 21 })
  expect(nextBlank(text, names, 21)?.name).toBe('tone')
  expect(nextBlank(text, names, text.length)).toEqual(first)
  expect(nextBlank(text, ['other'], 0)).toBeNull()
})

test.each(['en', 'zh-CN'])(
  'the prompts that come with Carat have their places in %s',
  (language) => {
    const prompts = starterPrompts(i18n.getFixedT(language, 'presets'))
    const blanks = Object.fromEntries(prompts.map(({ id, text: words }) => [id, blanksOf(words)]))
    expect(Object.values(blanks).map(({ length }) => length)).toEqual([0, 1, 0, 1, 0, 0, 2, 2])
    for (const { text: words } of prompts) expect(words).not.toMatch(/\[\[|\]\]/)
  },
)
