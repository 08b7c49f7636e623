import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type {
  SearchPage,
  SearchQuery,
  SearchResult,
} from '../../../src-main/contract/model-sources.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { pause } from '../../rpc/pause.ts'

/** Typing that rests this long is a question. */
const REST_MS = 350

interface Results {
  /** What the results answer; null before the first search. */
  query: SearchQuery | null
  /** Null while the first ones are on their way. */
  results: SearchResult[] | null
  cursor: string | null
  /** `first` replaces the results, `more` adds to them. */
  loading: 'first' | 'more' | null
  failure: WindowFailure | null
}

const nothing: Results = { query: null, results: null, cursor: null, loading: null, failure: null }

type Ask = (query: SearchQuery, signal: AbortSignal) => Promise<SearchPage>

interface SearchStore {
  useResults: UseBoundStore<StoreApi<Results>>
  /** Searches: for other words once typing rests, else now. The same question is not asked again. */
  search: (query: SearchQuery) => void
  /** Searches without waiting for typing to rest. */
  hurry: () => void
  loadMore: () => void
  retry: () => void
}

const isSame = (a: SearchQuery | null, b: SearchQuery) => JSON.stringify(a) === JSON.stringify(b)

/** Results of one search at a time: a new question lets go of the one before. */
export function createSearchStore(ask: Ask): SearchStore {
  const useResults = create<Results>(() => nothing)
  let current = new AbortController()
  let resting = false

  const load = async (query: SearchQuery, rest: number) => {
    current.abort()
    current = new AbortController()
    const { signal } = current
    const more = query.cursor !== null
    useResults.setState((before) => ({
      query: { ...query, cursor: null },
      loading: more ? 'more' : 'first',
      failure: null,
      // Of another source nothing may be left on view.
      results: before.query?.source === query.source ? before.results : null,
    }))
    resting = rest > 0
    await pause(rest, signal)
    if (signal.aborted) return
    resting = false
    try {
      const page = await ask(query, signal)
      if (signal.aborted) return
      useResults.setState(({ results }) => ({
        results: more ? [...(results ?? []), ...page.results] : page.results,
        cursor: page.cursor,
        loading: null,
      }))
    } catch (error) {
      if (!signal.aborted) useResults.setState({ loading: null, failure: failureOf(error) })
    }
  }

  return {
    useResults,
    search(query) {
      const { query: asked, failure } = useResults.getState()
      if (isSame(asked, query) && failure === null) return
      const typed = query.text !== '' && query.text !== asked?.text
      void load(query, typed ? REST_MS : 0)
    },
    hurry() {
      const { query } = useResults.getState()
      if (query && resting) void load(query, 0)
    },
    loadMore() {
      const { query, cursor, loading } = useResults.getState()
      if (query && cursor !== null && loading === null) void load({ ...query, cursor }, 0)
    },
    retry() {
      const { query, results, cursor } = useResults.getState()
      if (query) void load({ ...query, cursor: results ? cursor : null }, 0)
    },
  }
}

/** The search of the window. */
export const modelSearch = createSearchStore((query, signal) =>
  rpc.discovery.search(query, { signal }),
)
