import { useEffect, useState } from 'react'
import type { SearchHit } from '../../../src-main/contract/search.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { pause } from '../../rpc/pause.ts'

/** Letters that follow each other quickly are searched for together. */
const REST_MS = 60

interface Found {
  hits: readonly SearchHit[]
  more: boolean
}

/** What is found for a query; what was found before stays until then. */
export function useSearch(query: string) {
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const search = async () => {
      await pause(REST_MS, stop.signal)
      if (stop.signal.aborted) return
      try {
        setFound(await rpc.search.find({ query }, { signal: stop.signal }))
        setFailure(null)
      } catch (error) {
        if (!stop.signal.aborted) setFailure(failureOf(error))
      }
    }
    void search()
    return () => stop.abort()
  }, [query])
  return { found, failure }
}
