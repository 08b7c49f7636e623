import {
  Archive,
  ArchiveRestore,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  Share,
  SquareCheck,
  Trash2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Chat } from '../../../src-main/contract/chats.ts'
import { askToExport } from '../../state/export-request.ts'
import { MenuItem, MenuLine } from '../../ui/menu.tsx'
import { Submenu } from '../../ui/submenu.tsx'
import { archiveChats, pinChats, removeChats } from './chat-actions.ts'
import { toggle } from './choice.ts'
import { chatsMeant } from './list-keys.ts'
import { choose, useList } from './list-store.ts'
import { MoveItems } from './move-items.tsx'

interface ChatMenuProps {
  chat: Chat
  /** A field takes the focus next. */
  onField: () => void
}

/** What can be done with a conversation, or with all chosen ones if it is one of them. */
export function ChatMenuItems({ chat, onField }: ChatMenuProps) {
  const { t } = useTranslation()
  const { t: transfer } = useTranslation('transfer')
  const chosen = useList(({ choice }) => choice.chosen)
  const count = chosen.has(chat.id) ? chosen.size : 1
  const meant = () => chatsMeant(chat.id)
  const { archived, pinned } = chat
  return (
    <>
      {count > 1 ? (
        <p className="px-2 py-1.5 text-small text-ink-muted">{t('order.selected', { count })}</p>
      ) : null}
      {archived ? null : (
        <MenuItem icon={pinned ? PinOff : Pin} onClick={() => void pinChats(meant(), !pinned)}>
          {t(pinned ? 'order.unpin' : 'order.pin')}
        </MenuItem>
      )}
      <Submenu icon={FolderInput} label={t('order.move')}>
        <MoveItems chats={meant} folderId={chat.folderId} onNaming={onField} />
      </Submenu>
      <MenuItem
        icon={archived ? ArchiveRestore : Archive}
        onClick={() => void archiveChats(meant(), !archived)}
      >
        {t(archived ? 'order.unarchive' : 'order.toArchive')}
      </MenuItem>
      {count === 1 ? (
        <>
          <MenuItem
            icon={Pencil}
            shortcut="F2"
            onClick={() => {
              onField()
              useList.setState({ renaming: chat.id })
            }}
          >
            {t('list.rename')}
          </MenuItem>
          <MenuItem icon={Share} onClick={() => askToExport({ kind: 'chat', chat })}>
            {transfer('export.menu')}
          </MenuItem>
          {chosen.has(chat.id) ? null : (
            <MenuItem
              icon={SquareCheck}
              onClick={() => choose((choice) => toggle(choice, chat.id))}
            >
              {t('order.select')}
            </MenuItem>
          )}
        </>
      ) : null}
      <MenuLine />
      <MenuItem icon={Trash2} danger onClick={() => void removeChats(meant())}>
        {t('list.delete')}
      </MenuItem>
    </>
  )
}
