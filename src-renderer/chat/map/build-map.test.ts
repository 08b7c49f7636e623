import { expect, test } from 'vitest'
import type { Message } from '../../../src-main/contract/messages.ts'
import { buildMap, openStretches } from './build-map.ts'

const message = (id: string, parentId: string | null, sequence: number): Message => ({
  id,
  chatId: 'c',
  parentId,
  sequence,
  role: 'user',
  status: 'done',
  parts: [],
  failure: null,
  modelName: null,
  stats: null,
  context: null,
  createdAt: 0,
})

const mapOf = (all: Message[], branch: string[]) => {
  const messages = new Map(all.map((one) => [one.id, one]))
  return buildMap(
    messages,
    branch.map((id) => messages.get(id)!),
  )
}

const tree = [
  message('a', null, 1),
  message('b', 'a', 2),
  message('c', 'b', 3),
  message('c2', 'b', 5),
  message('d', 'c', 4),
  message('d2', 'c2', 6),
  message('d3', 'c2', 7),
]

test('only where ways part is there something new to show', () => {
  const map = mapOf(tree, ['a', 'b', 'c2', 'd3'])
  expect(
    map.map(({ id, length, level, onView, position, siblings }) =>
      [id, length, level, `${position}/${siblings}`, onView].join(' '),
    ),
  ).toEqual([
    'a 2 1 1/1 true',
    'c 2 2 1/2 false',
    'c2 1 2 2/2 true',
    'd2 1 3 1/2 false',
    'd3 1 3 2/2 true',
  ])
  expect(map[0]?.children).toEqual(['c', 'c2'])
  expect(openStretches(map, ({ id }) => id === 'c2').map(({ id }) => id)).toEqual(['a', 'c', 'c2'])
})

test('ten thousand messages without versions are one row, with one at each step they all come', () => {
  const line = Array.from({ length: 10_000 }, (_, at) =>
    message(`${at}`, at === 0 ? null : `${at - 1}`, at),
  )
  expect(mapOf(line, ['0'])).toMatchObject([{ length: 10_000 }])
  const forked = line.flatMap((one) => [one, { ...one, id: `${one.id} again`, sequence: 1e5 }])
  expect(mapOf(forked, ['0'])).toHaveLength(20_000)
})
