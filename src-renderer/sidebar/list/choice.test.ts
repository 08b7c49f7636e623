import { expect, test } from 'vitest'
import { chooseAll, extendTo, keepShown, noChoice, toggle } from './choice.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const chosenIn = ({ chosen }: { chosen: ReadonlySet<string> }) => [...chosen].toSorted().join('')

test('one by one, and back to none', () => {
  const two = toggle(toggle(noChoice, 'd'), 'b')
  expect(chosenIn(two)).toBe('bd')
  expect(two.anchor).toBe('b')
  expect(toggle(toggle(two, 'b'), 'd')).toBe(noChoice)
})

test('a stretch grows, shrinks and turns around where it began', () => {
  const down = extendTo(toggle(noChoice, 'c'), order, 'e', null)
  expect(chosenIn(down)).toBe('cde')
  const less = extendTo(down, order, 'd', null)
  expect(chosenIn(less)).toBe('cd')
  expect(chosenIn(extendTo(less, order, 'a', null))).toBe('abc')
})

test('a stretch begins at what is in focus or open, or is one alone', () => {
  expect(chosenIn(extendTo(noChoice, order, 'c', 'b'))).toBe('bc')
  expect(chosenIn(extendTo(noChoice, order, 'c', 'gone'))).toBe('c')
  expect(chosenIn(extendTo({ ...noChoice, anchor: 'gone' }, order, 'c', null))).toBe('c')
  expect(extendTo(noChoice, order, 'gone', 'a')).toBe(noChoice)
})

test('all, and what is left of them', () => {
  const all = chooseAll(order)
  expect(chosenIn(all)).toBe('abcde')
  expect(keepShown(all, order)).toBe(all)
  expect(chosenIn(keepShown(all, ['b', 'x']))).toBe('b')
  expect(keepShown(all, ['x'])).toBe(noChoice)
  expect(chooseAll([])).toBe(noChoice)
})
