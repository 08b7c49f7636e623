import { Folder, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { openChat, useView } from '../../state/view-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'

/** In which folder the new conversation will lie; nothing where it lies in none. */
export function StartFolder() {
  const { t } = useTranslation('chat')
  const folderId = useView(({ newChatFolderId }) => newChatFolderId)
  const folder = useChatList(({ folders }) => folders.find(({ id }) => id === folderId))
  if (!folder) return null
  return (
    <div className="mx-auto flex h-8 max-w-full items-center gap-1.5 rounded-full border border-line-strong ps-3 pe-0.5 text-ui text-ink-muted">
      <Folder size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="truncate">{t('start.inFolder', { name: folder.name })}</span>
      <IconButton
        label={t('start.notInFolder')}
        icon={X}
        className="size-7! rounded-full!"
        onClick={() => openChat(null)}
      />
    </div>
  )
}
