import type { LucideIcon } from 'lucide-react'
import { type CommandId, commandKeys } from '../../../src-main/contract/command-keys.ts'
import { shortcutLabel } from '../../ui/shortcut.ts'

export const commandGroups = ['chat', 'message', 'models', 'window'] as const

/** Something the window can do; its words are `commands:names.<id>`. */
export interface Command {
  id: CommandId
  group: (typeof commandGroups)[number]
  icon: LucideIcon
  run: () => void
  /** Whether it can be run now. */
  isAvailable: () => boolean
}

/** Keys that browsers keep for themselves in a tab. */
const keptByBrowsers = new Set<string>(['Mod+N', 'Mod+T', 'Mod+W', 'Shift+Escape'])

/** The keys of a command as people read them here; undefined if it has none. */
export function shownKeys(id: CommandId, inBrowser = !window.carat): string | undefined {
  const keys: readonly string[] = commandKeys[id]
  const free = keys.find((one) => !(inBrowser && keptByBrowsers.has(one)))
  return free === undefined ? undefined : shortcutLabel(free)
}
