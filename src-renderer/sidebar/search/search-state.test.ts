import { expect, test } from 'vitest'
import { filtersOf, isSearching, type Search } from './search-state.ts'

const search: Search = {
  query: '',
  date: 'any',
  firstDay: '',
  lastDay: '',
  has: '',
  role: '',
  modelName: '',
  folderId: '',
}
const now = new Date(2026, 2, 3, 15, 30)
const days = (change: Partial<Search>) => {
  const { before, from } = filtersOf({ ...search, ...change }, now)
  return [from, before].map((time) => time && new Date(time).toDateString())
}

test('days are whole days of this computer, the last one too', () => {
  expect(days({ date: 'today' })).toEqual(['Tue Mar 03 2026', null])
  expect(days({ date: 'week' })).toEqual(['Wed Feb 25 2026', null])
  expect(days({ date: 'month' })).toEqual(['Mon Feb 02 2026', null])
  expect(days({ date: 'year' })).toEqual(['Thu Jan 01 2026', null])
  const range = { date: 'range', firstDay: '2025-12-31', lastDay: '2026-02-28' } as const
  expect(days(range)).toEqual(['Wed Dec 31 2025', 'Sun Mar 01 2026'])
  expect(days({ ...range, lastDay: '' })).toEqual(['Wed Dec 31 2025', null])
})

test('filters search without words as well', () => {
  expect(isSearching(search)).toBe(false)
  expect(isSearching({ ...search, query: '  ' })).toBe(false)
  expect(isSearching({ ...search, has: 'picture' })).toBe(true)
})

test('a range searches as soon as one of its days is known', () => {
  expect(isSearching({ ...search, date: 'range' })).toBe(false)
  expect(isSearching({ ...search, date: 'range', firstDay: '2026-01-01' })).toBe(true)
  expect(isSearching({ ...search, date: 'range', lastDay: '2026-01-01' })).toBe(true)
  expect(isSearching({ ...search, date: 'range', has: 'clip' })).toBe(true)
})
