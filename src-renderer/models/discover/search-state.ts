import { create } from 'zustand'
import { firstSearch, type Search } from './search-query.ts'

interface SearchState {
  search: Search
  /** Everything is on view, though nothing was typed. */
  browsing: boolean
}

/** What is typed and chosen in the search; it outlives the page. */
export const useSearch = create<SearchState>(() => ({ search: firstSearch, browsing: false }))

export const changeSearch = (change: Partial<Search>) =>
  useSearch.setState(({ search }) => ({ search: { ...search, ...change } }))

/** Shows all models of the source. */
export const browseAll = () =>
  useSearch.setState(({ search }) => ({
    search: { ...search, text: '', sort: 'trending' },
    browsing: true,
  }))

/** Shows the catalogue again; source and filters are kept. */
export const leaveSearch = () =>
  useSearch.setState(({ search }) => ({
    search: { ...search, text: '', sort: firstSearch.sort },
    browsing: false,
  }))

/** Whether results are on view and not the catalogue. */
export const isSearching = ({ search, browsing }: SearchState) =>
  browsing || search.text.trim() !== ''
