import type { LucideIcon } from 'lucide-react'

/** One line of the palette: something to go to or to do. */
export interface PaletteEntry {
  id: string
  label: string
  /** Other words it is found by, such as its English name. */
  also?: string
  icon: LucideIcon
  /** Its keys as people read them. */
  keys?: string | undefined
  run: () => void
}

export interface PaletteGroup {
  label: string
  entries: readonly PaletteEntry[]
  /** How many are shown at most, before something is written and then. */
  limits?: readonly [before: number, then: number]
}
