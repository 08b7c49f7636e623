import { expect, test } from 'vitest'
import { collapseTree, type ForeignNode } from './collapse-tree.ts'

const node = (
  key: string,
  parentKey: string | null,
  role: 'user' | 'assistant' | null = null,
): ForeignNode => ({
  key,
  parentKey,
  message: role && {
    role,
    parts: [{ type: 'text', text: key }],
    modelName: null,
    createdAt: 1,
    status: 'done',
  },
})

/** Each message as `parent > key: words`. */
const shape = (nodes: ForeignNode[], leaf: string | null = null) => {
  const tree = collapseTree(nodes, leaf)
  if (!tree) throw new Error('out of bounds')
  const { messages, leafKey } = tree
  const lines = messages.map(({ key, parentKey, parts }) => {
    const words = parts.map((part) => (part.type === 'text' ? part.text : '')).join('+')
    return `${parentKey ?? '-'} > ${key}: ${words}`
  })
  return { lines, leafKey }
}

test('hidden nodes give way, replies in a row become one', () => {
  const nodes = [
    node('root', null),
    node('system', 'root'),
    node('q1', 'system', 'user'),
    node('call', 'q1', 'assistant'),
    node('tool', 'call'),
    node('a1', 'tool', 'assistant'),
    node('q2', 'a1', 'user'),
    node('a2', 'q2', 'assistant'),
    node('note', 'a2'),
  ]
  expect(shape(nodes, 'note')).toEqual({
    lines: ['- > q1: q1', 'q1 > a1: call+a1', 'a1 > q2: q2', 'q2 > a2: a2'],
    leafKey: 'a2',
  })
})

test('versions stay beside each other, also where a chain of replies branches', () => {
  const nodes = [
    node('q1', null, 'user'),
    node('q1b', null, 'user'),
    node('a', 'q1', 'assistant'),
    node('b', 'q1', 'assistant'),
    node('c1', 'b', 'assistant'),
    node('c2', 'b', 'assistant'),
    node('q2', 'b', 'user'),
  ]
  expect(shape(nodes, 'a')).toEqual({
    lines: [
      '- > q1: q1',
      'q1 > a: a',
      'q1 > b: b',
      'q1 > c1: b+c1',
      'q1 > c2: b+c2',
      'b > q2: q2',
      '- > q1b: q1b',
    ],
    leafKey: 'a',
  })
})

test('a tree without a root, with a loop or a lost parent loses nothing it can keep', () => {
  expect(shape([node('q', 'gone', 'user'), node('a', 'q', 'assistant')]).lines).toEqual([
    '- > q: q',
    'q > a: a',
  ])
  expect(shape([node('x', 'y', 'user'), node('y', 'x', 'assistant')]).lines).toEqual([])
  expect(shape([], 'a')).toEqual({ lines: [], leafKey: null })
})

test('twenty thousand messages in a row are no deeper than two', () => {
  const nodes = Array.from({ length: 20_000 }, (_, index) =>
    node(`${index}`, index === 0 ? null : `${index - 1}`, index % 2 ? 'assistant' : 'user'),
  )
  expect(collapseTree(nodes, '19999')).toMatchObject({ leafKey: '19999' })
})

const chain = (length: number, role: (place: number) => 'user' | 'assistant' | null) =>
  Array.from({ length }, (_, place) =>
    node(`${place}`, place === 0 ? null : `${place - 1}`, place === 0 ? 'user' : role(place)),
  )

test('long chains of hidden nodes and of replies take no time', () => {
  const hidden = shape(chain(60_000, (place) => (place === 1 ? 'assistant' : null)))
  expect(hidden.lines).toEqual(['- > 0: 0', '0 > 1: 1'])
  const replies = collapseTree(
    chain(60_000, () => 'assistant'),
    '59999',
  )
  expect(replies?.messages.map(({ parts }) => parts.length)).toEqual([1, 59_999])
  expect(replies?.leafKey).toBe('59999')
})

test('a chain that branches everywhere, and so repeats itself, is refused', () => {
  const replies = chain(2_000, () => 'assistant')
  const asked = replies.slice(1).map(({ key }) => node(`q${key}`, key, 'user'))
  expect(collapseTree([...replies, ...asked], null)).toBeNull()
  expect(collapseTree([...replies.slice(0, 200), ...asked.slice(0, 199)], null)).not.toBeNull()
})
