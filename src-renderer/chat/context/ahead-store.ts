import { create } from 'zustand'

/** How much of each draft's reading ahead is done, by draft key; a draft that is not read has none. */
export const useAhead = create<{ fractions: Readonly<Record<string, number>> }>(() => ({
  fractions: {},
}))

export function noteAhead(key: string, fraction: number | undefined) {
  useAhead.setState(({ fractions: { [key]: _, ...others } }) => ({
    fractions: fraction === undefined ? others : { ...others, [key]: fraction },
  }))
}
