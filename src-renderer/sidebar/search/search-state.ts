import { create } from 'zustand'
import type { SearchFilters } from '../../../src-main/contract/search.ts'

export const dateChoices = ['any', 'today', 'week', 'month', 'year', 'range'] as const
type DateChoice = (typeof dateChoices)[number]

/** What is searched for; empty texts narrow nothing down. */
export interface Search {
  query: string
  date: DateChoice
  /** Days of a range as the date fields write them, such as `2026-11-29`. */
  firstDay: string
  lastDay: string
  has: '' | 'picture' | 'clip'
  role: '' | 'user' | 'assistant'
  modelName: string
  folderId: string
}

const unfiltered = {
  date: 'any',
  firstDay: '',
  lastDay: '',
  has: '',
  role: '',
  modelName: '',
  folderId: '',
} as const satisfies Partial<Search>

const empty: Search = { query: '', ...unfiltered }

/** Stays while the sidebar is hidden. */
export const useSearchState = create<Search>(() => empty)

export const changeSearch = (change: Partial<Search>) => useSearchState.setState(change)
export const clearFilters = () => useSearchState.setState(unfiltered)
export const clearSearch = () => useSearchState.setState(empty)

export const isFiltered = ({ date, folderId, has, modelName, role }: Search) =>
  date !== 'any' || folderId !== '' || has !== '' || modelName !== '' || role !== ''

/** Midnight so many days before or after a day, in the time of this computer. */
const midnight = (day: Date, days = 0) =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()

/** A day as a date field writes it; null for one that is not complete yet. */
const dayOf = (text: string) => {
  const [year, month, day] = text.split('-').map(Number)
  return year && month && day ? new Date(year, month - 1, day) : null
}

/** A range without a day so far narrows nothing down. */
const isUnsaid = ({ date, firstDay, lastDay }: Search) =>
  date === 'range' && dayOf(firstDay) === null && dayOf(lastDay) === null

/** Whether results take the place of the list of conversations. */
export const isSearching = (search: Search) =>
  search.query.trim() !== '' || isFiltered(isUnsaid(search) ? { ...search, date: 'any' } : search)

function daysOf(search: Search, now: Date): Pick<SearchFilters, 'from' | 'before'> {
  switch (search.date) {
    case 'any':
      return { from: null, before: null }
    case 'today':
      return { from: midnight(now), before: null }
    case 'week':
      return { from: midnight(now, -6), before: null }
    case 'month':
      return { from: midnight(now, -29), before: null }
    case 'year':
      return { from: new Date(now.getFullYear(), 0, 1).getTime(), before: null }
    case 'range': {
      const [first, last] = [dayOf(search.firstDay), dayOf(search.lastDay)]
      return { from: first && midnight(first), before: last && midnight(last, 1) }
    }
  }
}

/** What the services are asked for. */
export function filtersOf(search: Search, now: Date): SearchFilters {
  const { folderId, has, modelName, role } = search
  return {
    ...daysOf(search, now),
    modelName: modelName || null,
    has: has || null,
    role: role || null,
    folderId: folderId || null,
  }
}
