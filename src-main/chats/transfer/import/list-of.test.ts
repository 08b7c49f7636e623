import { expect, test } from 'vitest'
import { z } from 'zod'
import { holdsMoreValues } from './holds-more-values.ts'
import { listOf, recordOf } from './list-of.ts'

const one = z.object({ id: z.string() })
const wrong = Array.from({ length: 1_000_000 }, () => ({}))

test('a list and a record are read, and say the first thing that is wrong only', () => {
  expect(listOf(one).parse([{ id: 'a', more: 1 }])).toEqual([{ id: 'a' }])
  expect(recordOf(one).parse({ x: { id: 'a' } })).toEqual({ x: { id: 'a' } })
  const list = listOf(one).safeParse(wrong)
  expect(list.error?.issues).toMatchObject([{ message: expect.stringMatching(/^id: /) }])
  const record = recordOf(one).safeParse({ ...wrong })
  expect(record.error?.issues).toHaveLength(1)
})

test('values are counted by brackets and commas, those of words aside', () => {
  const count = (text: string, most: number) => holdsMoreValues(text, most)
  expect(count('[{},{"a":[1,2]}]', 6)).toBe(false)
  expect(count('[{},{"a":[1,2]}]', 5)).toBe(true)
  expect(count(JSON.stringify([',[{ \\" ,,, \\\\'.repeat(100)]), 1)).toBe(false)
})
