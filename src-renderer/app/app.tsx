import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ChatView } from '../chat/chat-view.tsx'
import { DataNotice } from '../history/data-notice.tsx'
import { DataSection } from '../history/data-section.tsx'
import { StartCard } from '../models/discover/start-card.tsx'
import { DownloadAnnouncer } from '../models/downloads/download-announcer.tsx'
import { EngineNotice } from '../models/engine-notice.tsx'
import { ImportDrop } from '../models/library/import-drop.tsx'
import { ModelNotice } from '../models/model-notice.tsx'
import { ModelsPage } from '../models/models-page.tsx'
import { NetworkSection } from '../network/network-section.tsx'
import { AssistantsSection } from '../presets/assistants-section.tsx'
import { PromptsSection } from '../presets/prompts-section.tsx'
import { StartAssistants } from '../presets/start-assistants.tsx'
import { useChatList } from '../rpc/chat-list-store.ts'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { Sidebar } from '../sidebar/sidebar.tsx'
import { useView } from '../state/view-store.ts'
import { ExportDialog } from '../transfer/export-dialog.tsx'
import { ImportDialog } from '../transfer/import-dialog.tsx'
import { TransferGroup } from '../transfer/transfer-group.tsx'
import { Toaster } from '../ui/toast.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { Header, HeaderStart } from './header.tsx'
import { Palette } from './palette/palette.tsx'
import { useServices } from './use-services.ts'

/** The window: conversations on the left, one of them or the models on the right. */
export function App() {
  const { t } = useTranslation()
  const { t: discover } = useTranslation('discover')
  useServices()
  const { selectedChatId, modelsTab, sidebarOpen } = useView()
  const selected = useChatList(({ chats }) => chats?.find(({ id }) => id === selectedChatId))
  const title = selected?.title || t('shell.newChatTitle')

  const pageTitle = modelsTab ? discover('page.title') : selected?.title

  useEffect(() => {
    document.title = pageTitle ? `${pageTitle} · Carat` : 'Carat'
  }, [pageTitle])

  return (
    <div className="relative flex h-full">
      <a
        href="#conversation"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:inset-s-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-3 focus:py-1.5 focus:shadow-overlay"
        onClick={(event) => {
          // The address holds the conversation, so the link must not change it.
          event.preventDefault()
          document.getElementById('conversation')?.focus()
        }}
      >
        {t('shell.skipToConversation')}
      </a>
      {sidebarOpen ? <Sidebar /> : null}
      <main id="conversation" tabIndex={-1} className="relative min-w-0 flex-1 outline-hidden">
        {modelsTab ? (
          <ModelsPage tab={modelsTab} start={<HeaderStart />} />
        ) : (
          <ChatView
            chatId={selectedChatId}
            header={(actions) => <Header chatId={selectedChatId} title={title} actions={actions} />}
            notice={
              <>
                <DataNotice />
                <ModelNotice />
                <EngineNotice />
              </>
            }
            startCard={
              <>
                <StartAssistants />
                <StartCard />
              </>
            }
          />
        )}
        <ConnectionBanner />
      </main>
      <SettingsDialog
        assistants={<AssistantsSection />}
        prompts={<PromptsSection />}
        network={<NetworkSection />}
        data={
          <DataSection>
            <TransferGroup />
          </DataSection>
        }
      />
      <Palette />
      <ExportDialog />
      <ImportDialog />
      <ImportDrop />
      <DownloadAnnouncer />
      <Toaster
        beside={sidebarOpen}
        label={t('shell.notifications')}
        dismissLabel={t('shell.dismiss')}
      />
    </div>
  )
}
