import { Command, PanelLeftClose, Settings, SquarePen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { commandKeys } from '../../src-main/contract/command-keys.ts'
import { startChat } from '../state/start-chat.ts'
import { setPaletteOpen, setSettingsOpen, setSidebarOpen } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { shortcutLabel } from '../ui/shortcut.ts'
import { ChatList } from './list/chat-list.tsx'
import { ListHeader } from './list/list-header.tsx'
import { useList } from './list/list-store.ts'
import { ModelsLink } from './models-link.tsx'
import { SearchField } from './search/search-field.tsx'
import { SearchResults } from './search/search-results.tsx'
import { isSearching, useSearchState } from './search/search-state.ts'
import { TrashList } from './trash/trash-list.tsx'

/** The column of conversations, with the ways to start one, to the models and to the settings. */
export function Sidebar() {
  const { t } = useTranslation()
  const { t: commands } = useTranslation('commands')
  const search = useSearchState()
  const view = useList((list) => list.view)
  return (
    <nav
      aria-label={t('shell.sidebar')}
      className="flex w-65 shrink-0 flex-col border-e border-line bg-sidebar max-md:absolute max-md:inset-y-0 max-md:inset-s-0 max-md:z-30 max-md:shadow-overlay"
    >
      <div data-title-strip className="flex h-12 shrink-0 items-center justify-between ps-4 pe-2">
        <span className="text-body font-semibold tracking-tight">Carat</span>
        <span className="flex">
          <IconButton
            label={commands('names.palette')}
            icon={Command}
            shortcut={shortcutLabel(commandKeys.palette[0])}
            onClick={() => setPaletteOpen(true)}
          />
          <IconButton
            label={t('shell.hideSidebar')}
            icon={PanelLeftClose}
            shortcut={shortcutLabel(commandKeys['toggle-sidebar'][0])}
            onClick={() => setSidebarOpen(false)}
          />
        </span>
      </div>
      <div className="px-2 pb-2">
        <Button className="w-full" onClick={startChat}>
          <SquarePen size={16} strokeWidth={1.75} aria-hidden />
          {t('shell.newChat')}
        </Button>
      </div>
      <SearchField />
      {isSearching(search) ? (
        <SearchResults search={search} />
      ) : (
        <>
          <ListHeader />
          {view === 'trash' ? <TrashList /> : <ChatList />}
        </>
      )}
      <div className="flex shrink-0 flex-col gap-1 border-t border-line p-2">
        <ModelsLink />
        <Button
          look="quiet"
          className="w-full justify-start px-2!"
          onClick={() => setSettingsOpen(true)}
        >
          <Settings size={16} strokeWidth={1.75} aria-hidden />
          {t('shell.settings')}
        </Button>
      </div>
    </nav>
  )
}
