import { expect, test } from 'vitest'
import { jsonElements } from './json-elements.ts'

async function elements(text: string, size: number, most = 10_000) {
  const bytes = Buffer.from(text)
  const pieces = async function* () {
    for (let place = 0; place < bytes.length; place += size)
      yield bytes.subarray(place, place + size)
  }
  const found: unknown[] = []
  for await (const element of jsonElements(pieces(), most))
    found.push(JSON.parse(element.toString()))
  return found
}

const tricky = [
  { text: 'brackets ]}[{ and \\" quotes "', deep: [[{ a: [] }], {}] },
  {},
  { 中文: '🙂\\', 'a"b': ['\\\\'] },
]

test.each([1, 2, 3, 7, 64, 10_000])(
  'cut into pieces of %i bytes, the same comes out',
  async (size) => {
    expect(await elements(JSON.stringify(tricky), size)).toEqual(tricky)
    expect(await elements(` ${JSON.stringify(tricky, null, 2)}\n`, size)).toEqual(tricky)
    expect(await elements(JSON.stringify(tricky[0]), size)).toEqual([tricky[0]])
    expect(await elements('[]', size)).toEqual([])
  },
)

test('what is no whole JSON is said to be none', async () => {
  for (const text of ['[{"a":1}', '[{"a', '}', '[]]'])
    await expect(elements(text, 3), text).rejects.toThrow(SyntaxError)
  await expect(elements(`[{"a":"${'x'.repeat(200)}"}]`, 10, 100)).rejects.toThrow(RangeError)
})
