import { PanelLeftOpen, SquarePen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { commandKeys } from '../../src-main/contract/command-keys.ts'
import { ModelPicker } from '../models/model-picker.tsx'
import { AssistantPicker } from '../presets/assistant-picker.tsx'
import { choosePreset, useAnswering } from '../rpc/answering.ts'
import { startChat } from '../state/start-chat.ts'
import { setSidebarOpen, useView } from '../state/view-store.ts'
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
        shortcut={shortcutLabel(commandKeys['toggle-sidebar'][0])}
        onClick={() => setSidebarOpen(true)}
      />
      <IconButton label={t('shell.newChat')} icon={SquarePen} onClick={startChat} />
    </>
  )
}

interface HeaderProps {
  chatId: string | null
  title: string
  actions: ReactNode
}

/** The strip above a conversation: its title, and who answers. */
export function Header({ chatId, title, actions }: HeaderProps) {
  const { modelId, ownModel } = useAnswering(chatId)
  return (
    <header
      data-title-strip
      className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2"
    >
      <HeaderStart />
      <div className="min-w-0 flex-1">
        {/* Two letters of it are worth less than what they would stand beside. */}
        <h1
          dir="auto"
          className="truncate px-2 text-match-parent text-body font-medium max-[28rem]:sr-only"
        >
          {title}
        </h1>
      </div>
      {actions}
      <AssistantPicker chatId={chatId} />
      <ModelPicker
        modelId={modelId}
        // An assistant has its own model for every conversation; another one is for this one.
        onChoose={ownModel ? (chosen) => choosePreset(chatId, { modelId: chosen }) : undefined}
      />
    </header>
  )
}
