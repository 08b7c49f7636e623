import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CommandPalette } from '../../command-palette/command-palette.tsx'
import { ShortcutsDialog } from '../../command-palette/shortcuts-dialog.tsx'
import { useOffers } from '../../state/offers.ts'
import { openSearch, setPaletteOpen, setShortcutsOpen, useView } from '../../state/view-store.ts'
import { shownKeys } from '../commands/command.ts'
import { paletteGroups } from './palette-groups.ts'
import { shortcutGroups } from './shortcut-groups.ts'

/** The palette of everything, and the list of all keys. */
export function Palette() {
  const { t } = useTranslation('commands')
  const { paletteOpen, shortcutsOpen } = useView()
  // What is offered may change while the palette is open.
  useOffers()
  return (
    <>
      <CommandPalette
        open={paletteOpen}
        onOpenChange={setPaletteOpen}
        groups={paletteOpen ? paletteGroups() : []}
        fallback={(words) => ({
          id: 'search words',
          label: t('searchFor', { words: words.trim() }),
          icon: Search,
          keys: shownKeys('search'),
          run: () => openSearch(words.trim()),
        })}
      />
      <ShortcutsDialog
        open={shortcutsOpen}
        onOpenChange={setShortcutsOpen}
        groups={shortcutsOpen ? shortcutGroups() : []}
      />
    </>
  )
}
