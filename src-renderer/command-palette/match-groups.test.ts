import { Search } from 'lucide-react'
import { expect, test } from 'vitest'
import { matchGroups } from './match-groups.ts'

const entry = (label: string, also = '') => ({
  id: label,
  label,
  also,
  icon: Search,
  run: () => {},
})

const groups = [
  { label: 'Chats', entries: ['A dark cat', 'Café', 'One', 'Two'].map((one) => entry(one)) },
  { label: 'Window', entries: [entry('外观：深色', 'Appearance: Dark'), entry('Dark side')] },
]

const found = (words: string) =>
  matchGroups(groups, words).map(({ entries }) => entries.map(({ label }) => label))

test('all is there before something is written, as much as a group shows', () => {
  expect(found(' ')).toEqual([
    ['A dark cat', 'Café', 'One', 'Two'],
    ['外观：深色', 'Dark side'],
  ])
  const limited = matchGroups([{ ...groups[0]!, limits: [2, 1] }], '')
  expect(limited[0]?.entries).toHaveLength(2)
  expect(matchGroups([{ ...groups[0]!, limits: [0, 1] }], '')).toEqual([])
})

test('the best comes first, with its group', () => {
  expect(found('dark')).toEqual([['Dark side', '外观：深色'], ['A dark cat']])
  expect(found('dark cat')).toEqual([['A dark cat']])
  expect(found('nothing')).toEqual([])
})

test('accents, width and case do not matter, and English names are found in Chinese', () => {
  expect(found('CAFE')).toEqual([['Café']])
  expect(found('ｏｎｅ')).toEqual([['One']])
  expect(found('深色')).toEqual([['外观：深色']])
  expect(found('appearance')).toEqual([['外观：深色']])
})
