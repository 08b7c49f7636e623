import { expect, test } from 'vitest'
import { idAfter, inOrder, withMoved } from './reorder.ts'

const ids = ['a', 'b', 'c', 'd']

test('one is moved up, down and to either end', () => {
  expect(withMoved(ids, 'c', 1)).toEqual(['a', 'c', 'b', 'd'])
  expect(withMoved(ids, 'a', 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(withMoved(ids, 'd', 0)).toEqual(['d', 'a', 'b', 'c'])
  expect(withMoved(ids, 'a', 9)).toEqual(['b', 'c', 'd', 'a'])
})

test('the services are told which one it stands before', () => {
  expect(idAfter(withMoved(ids, 'c', 1), 'c')).toBe('b')
  expect(idAfter(withMoved(ids, 'a', 3), 'a')).toBeNull()
})

test('what came meanwhile stands at the end and what is gone leaves no gap', () => {
  const things = ['x', 'd', 'b', 'a'].map((id) => ({ id }))
  expect(inOrder(things, ids).map(({ id }) => id)).toEqual(['a', 'b', 'd', 'x'])
})
