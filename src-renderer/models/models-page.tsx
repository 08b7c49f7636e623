import { Tabs } from '@base-ui/react/tabs'
import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { overallProgress } from '../rpc/overall-progress.ts'
import { type ModelsTab, openChat, openModels, useView } from '../state/view-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { isComposing } from '../ui/is-composing.ts'
import { DiscoverView } from './discover/discover-view.tsx'
import { closeRepository, useDiscover } from './discover/discover-store.ts'
import { DownloadsView } from './downloads/downloads-view.tsx'
import { useShownDownloads } from './downloads/use-shown-downloads.ts'
import { isEscapeForPage } from '../ui/escape-key.ts'
import { LibraryView } from './library/library-view.tsx'

const backToChat = () => openChat(useView.getState().selectedChatId)

/** Escape goes one step back: from a repository to the lists, else to the conversation. */
function useEscape(tab: ModelsTab) {
  useEffect(() => {
    const closed = new AbortController()
    window.addEventListener(
      'keydown',
      (event) => {
        if (isComposing(event) || !isEscapeForPage(event)) return
        if (tab === 'discover' && useDiscover.getState().opened) closeRepository()
        else backToChat()
      },
      { signal: closed.signal },
    )
    return () => closed.abort()
  }, [tab])
}

function Tab({ value, children }: { value: ModelsTab; children: ReactNode }) {
  return (
    <Tabs.Tab
      value={value}
      className="flex h-8 items-center gap-1.5 rounded-control px-2.5 text-ui whitespace-nowrap max-sm:px-2 text-ink-muted select-none hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 data-active:bg-pressed data-active:font-medium data-active:text-ink forced-colors:data-active:outline"
    >
      {children}
    </Tabs.Tab>
  )
}

/** With a place for the scroll bar, so that nothing moves aside from one panel to the next. */
const panelLook =
  'min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2 [scrollbar-gutter:stable]'

interface ModelsPageProps {
  tab: ModelsTab
  /** Before the title, for when the sidebar is hidden. */
  start: ReactNode
}

/** Everything about models: finding them, their way here, and those that are here. */
export function ModelsPage({ tab, start }: ModelsPageProps) {
  const { t } = useTranslation('discover')
  const { t: downloads } = useTranslation('downloads')
  const { t: library } = useTranslation('library')
  const shown = useShownDownloads()
  const overall = overallProgress(shown ?? [])
  const count = (overall?.running ?? 0) + (overall?.waiting ?? 0)
  useEscape(tab)
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value: ModelsTab) => openModels(value)}
      className="flex h-full flex-col"
    >
      <header
        data-title-strip
        className="flex min-h-12 shrink-0 flex-wrap items-center gap-1 border-b border-line px-2 max-sm:py-2"
      >
        {start}
        <IconButton label={t('page.back')} icon={ArrowLeft} shortcut="Esc" onClick={backToChat} />
        <h1 className="truncate px-2 text-body font-medium">{t('page.title')}</h1>
        <Tabs.List
          activateOnFocus
          aria-label={t('page.tabs')}
          className="flex min-w-0 gap-0.5 overflow-x-auto max-sm:w-full sm:ms-auto"
        >
          <Tab value="discover">{t('title')}</Tab>
          <Tab value="downloads">
            {downloads('title')}
            {count > 0 ? (
              <>
                <span
                  aria-hidden
                  className="min-w-4 rounded-full bg-accent-soft px-1 text-center text-small font-normal text-accent-ink tabular-nums"
                >
                  {count}
                </span>
                <span className="sr-only">{downloads('titleCount', { count })}</span>
              </>
            ) : null}
          </Tab>
          <Tab value="library">{library('title')}</Tab>
        </Tabs.List>
      </header>
      <Tabs.Panel value="discover" className="min-h-0 flex-1 focus-visible:-outline-offset-2">
        <DiscoverView />
      </Tabs.Panel>
      <Tabs.Panel value="downloads" className={panelLook}>
        <DownloadsView />
      </Tabs.Panel>
      <Tabs.Panel value="library" className={panelLook}>
        <LibraryView />
      </Tabs.Panel>
    </Tabs.Root>
  )
}
