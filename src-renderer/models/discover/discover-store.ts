import { create } from 'zustand'
import type { NamedModel } from './recognize-name.ts'

/** A repository on view. */
export interface OpenedRepository extends NamedModel {
  /** The user has asked for the download already: it begins as soon as nothing stands in its way. */
  wanted: boolean
}

/** What the discover page shows: a repository, or the lists for null. */
export const useDiscover = create<{ opened: OpenedRepository | null }>(() => ({ opened: null }))

/** Shows a repository with the variant that was named pointed out. */
export const openRepository = (named: NamedModel, wanted = false) =>
  useDiscover.setState({ opened: { ...named, wanted } })

/** Goes back to the lists. */
export const closeRepository = () => useDiscover.setState({ opened: null })
