import { useEffect, useRef, useState } from 'react'
import type { SearchHit } from '../../../src-main/contract/search.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { pause } from '../../rpc/pause.ts'
import { filtersOf, type Search } from './search-state.ts'

/** The first letter is searched for at once; those that follow within this time, together. */
const REST_MS = 25

interface Found {
  search: Search
  hits: readonly SearchHit[]
  /** Where older ones go on; null when these are all. */
  next: number | null
}

/** What is found for a search; what was found before stays until then. */
export function useSearch(search: Search) {
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  const lastAsked = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const stop = new AbortController()
    const find = async () => {
      const rest = lastAsked.current + REST_MS - performance.now()
      if (rest > 0) await pause(rest, stop.signal)
      if (stop.signal.aborted) return
      lastAsked.current = performance.now()
      try {
        const filters = filtersOf(search, new Date())
        const { signal } = stop
        const page = await rpc.search.find({ query: search.query.trim(), filters }, { signal })
        setFound({ search, ...page })
        setFailure(null)
      } catch (error) {
        if (!stop.signal.aborted) setFailure(failureOf(error))
      }
    }
    void find()
    return () => stop.abort()
  }, [search])

  /** Adds the next older ones, unless something else is searched for meanwhile. */
  const findMore = async () => {
    if (found === null || found.next === null) return
    try {
      const filters = filtersOf(search, new Date())
      const query = search.query.trim()
      const page = await rpc.search.find({ query, filters, after: found.next })
      setFound((now) =>
        now === found ? { ...page, search, hits: [...found.hits, ...page.hits] } : now,
      )
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return { found, failure, findMore }
}
