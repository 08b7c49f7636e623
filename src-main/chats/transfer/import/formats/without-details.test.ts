import { expect, test } from 'vitest'
import { withoutDetails } from './without-details.ts'

function take(text: string) {
  const found: string[] = []
  return { words: withoutDetails(text, (kind) => found.push(kind)), found }
}

test('what a model thought and called is left out; other details stay', () => {
  const thought =
    '<details type="reasoning" done="true">\n<summary>s</summary>\n> hm > hm\n</details>\n\n'
  const call = '<details type="tool_calls" name="x">a</details>'
  expect(take(`${thought}A ${call} B`)).toEqual({
    words: 'A B',
    found: ['reasoning', 'tool_calls'],
  })
  const own = 'A <details><summary>More</summary>b</details> C <details type="other">d</details>'
  expect(take(own)).toEqual({ words: own, found: [] })
  expect(take(`A ${thought}`)).toMatchObject({ words: 'A ' })
})

test.each(['<details type="reasoning">x', '<details ', '<details>', '<details type="reasoning"'])(
  'passages without an end, %s a million times, stay and take no time',
  (passage) => {
    const text = passage.repeat(1_000_000)
    expect(take(text)).toEqual({ words: text, found: [] })
  },
)
