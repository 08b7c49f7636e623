import type { ShortcutGroup } from '../../command-palette/shortcuts-dialog.tsx'
import { i18n } from '../../i18n/i18n.ts'
import { shortcutLabel } from '../../ui/shortcut.ts'
import { commandGroups, shownKeys } from '../commands/command.ts'
import { commands } from '../commands/table.ts'

/** Keys that belong to one place of the window, where they are handled. */
const localKeys = [
  ['send', 'Enter'],
  ['newLine', 'Shift+Enter'],
  ['editLast', 'ArrowUp'],
  ['nextMatch', 'F3'],
  ['moveAttachment', 'Alt+ArrowRight'],
  ['notifications', 'F6'],
] as const

/** Every key, for the list of all: those of commands, and those of places. */
export const shortcutGroups = (): ShortcutGroup[] => [
  ...commandGroups.map((group) => ({
    label: i18n.t(`commands:groups.${group}`),
    rows: commands
      .filter((one) => one.group === group)
      .flatMap(({ id }) => {
        const keys = shownKeys(id)
        return keys === undefined ? [] : [{ name: i18n.t(`commands:names.${id}`), keys }]
      }),
  })),
  {
    label: i18n.t('commands:groups.places'),
    rows: localKeys.map(([name, keys]) => ({
      name: i18n.t(`commands:local.${name}`),
      keys: shortcutLabel(keys),
    })),
  },
]
