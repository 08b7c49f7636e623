import { Pencil, Share, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chat } from '../../src-main/contract/chats.ts'
import { askToExport } from '../state/export-request.ts'
import { useChatList } from '../rpc/chat-list-store.ts'
import { MenuItem, MenuPopup, MenuRoot } from '../ui/menu.tsx'
import { deleteChat, neighbourOf } from './chat-actions.ts'
import type { MenuAnchor } from './chat-row.tsx'

export interface ChatMenuTarget {
  chat: Chat
  anchor: MenuAnchor
  open: boolean
}

interface ChatMenuProps {
  target: ChatMenuTarget
  onClose: () => void
  onRename: (chatId: string) => void
  /** The row's element that takes the focus. */
  findRow: (chatId: string) => HTMLElement | null
}

/** The one menu of all conversations, opened for a row. */
export function ChatMenu({ target, onClose, onRename, findRow }: ChatMenuProps) {
  const { t } = useTranslation()
  const { t: transfer } = useTranslation('transfer')
  const { chat, anchor, open } = target
  const chosen = useRef<'rename' | 'delete' | null>(null)

  // The focus goes back to the row, or to its neighbour if the row goes, or to the title's field.
  const finalFocus = () => {
    const choice = chosen.current
    chosen.current = null
    if (choice === 'rename') return false
    const neighbour = neighbourOf(useChatList.getState().chats ?? [], chat.id)
    const next = choice === 'delete' ? neighbour : chat.id
    return (next !== null && findRow(next)) || false
  }

  return (
    <MenuRoot
      open={open}
      onOpenChange={(nowOpen) => {
        if (!nowOpen) onClose()
      }}
    >
      <MenuPopup align="start" anchor={anchor} finalFocus={finalFocus}>
        <MenuItem
          icon={Pencil}
          shortcut="F2"
          onClick={() => {
            chosen.current = 'rename'
            onRename(chat.id)
          }}
        >
          {t('list.rename')}
        </MenuItem>
        <MenuItem icon={Share} onClick={() => askToExport({ kind: 'chat', chat })}>
          {transfer('export.menu')}
        </MenuItem>
        <MenuItem
          icon={Trash2}
          danger
          onClick={() => {
            chosen.current = 'delete'
            void deleteChat(chat)
          }}
        >
          {t('list.delete')}
        </MenuItem>
      </MenuPopup>
    </MenuRoot>
  )
}
