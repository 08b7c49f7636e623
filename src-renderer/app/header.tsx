import { PanelLeftOpen, SquarePen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ModelPicker } from '../models/model-picker.tsx'
import { openChat, setSidebarOpen, useView } from '../state/view-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { shortcutLabel } from '../ui/shortcut.ts'

/** What the sidebar offers, for the strip above a page while the sidebar is hidden. */
export function HeaderStart() {
  const { t } = useTranslation()
  const sidebarOpen = useView((state) => state.sidebarOpen)
  if (sidebarOpen) return null
  return (
    <>
      <IconButton
        label={t('shell.showSidebar')}
        icon={PanelLeftOpen}
        shortcut={shortcutLabel('B')}
        onClick={() => setSidebarOpen(true)}
      />
      <IconButton label={t('shell.newChat')} icon={SquarePen} onClick={() => openChat(null)} />
    </>
  )
}

/** The strip above a conversation: its title and the model that answers. */
export function Header({ title, actions }: { title: string; actions: ReactNode }) {
  return (
    <header
      data-title-strip
      className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2"
    >
      <HeaderStart />
      <h1
        dir="auto"
        className="min-w-0 flex-1 truncate px-2 text-match-parent text-body font-medium"
      >
        {title}
      </h1>
      {actions}
      <ModelPicker />
    </header>
  )
}
