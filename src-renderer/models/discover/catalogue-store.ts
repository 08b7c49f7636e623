import { useEffect } from 'react'
import { create } from 'zustand'
import type { Catalogue } from '../../../src-main/contract/catalogue.ts'
import { rpc } from '../../rpc/client.ts'
import { useConnection } from '../../rpc/connection.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'

interface CatalogueState {
  /** What was judged last; it stays on view while it is judged again. */
  catalogue: Catalogue | null
  failure: WindowFailure | null
}

export const useCatalogue = create<CatalogueState>(() => ({ catalogue: null, failure: null }))

/** Judges the catalogue for this computer as it is now. */
export async function loadCatalogue(signal?: AbortSignal) {
  useCatalogue.setState({ failure: null })
  try {
    const catalogue = await rpc.discovery.catalogue(undefined, signal ? { signal } : {})
    if (!signal?.aborted) useCatalogue.setState({ catalogue })
  } catch (error) {
    if (!signal?.aborted) useCatalogue.setState({ failure: failureOf(error) })
  }
}

/** Judges the catalogue anew each time the part that shows it comes into view, if `needed`. */
export function useFreshCatalogue(needed = true): CatalogueState {
  const state = useCatalogue()
  const lost = useConnection((connection) => connection.state === 'lost')
  useEffect(() => {
    if (!needed || lost) return undefined
    const closed = new AbortController()
    void loadCatalogue(closed.signal)
    return () => closed.abort()
  }, [needed, lost])
  return state
}
