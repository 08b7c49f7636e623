import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chat } from '../../src-main/contract/chats.ts'
import { classNames } from '../ui/class-names.ts'
import {
  ContextMenuRoot,
  ContextMenuTrigger,
  MenuItem,
  MenuPopup,
  MenuRoot,
  MenuTrigger,
} from '../ui/menu.tsx'
import { StatusDot } from '../ui/status-dot.tsx'
import { deleteChat, renameChat } from './chat-actions.ts'
import { RenameField } from './rename-field.tsx'

interface ChatRowProps {
  chat: Chat
  selected: boolean
  /** Whether Tab stops at this row; the arrow keys reach the others. */
  tabStop: boolean
}

/** One conversation of the list, with its menu at the button and at the pointer. */
export function ChatRow({ chat, selected, tabStop }: ChatRowProps) {
  const { t } = useTranslation()
  const [renaming, setRenaming] = useState(false)
  const link = useRef<HTMLAnchorElement>(null)
  const title = chat.title || t('list.untitled')

  const finishRename = (newTitle: string | null) => {
    setRenaming(false)
    if (newTitle !== null) void renameChat(chat, newTitle)
    requestAnimationFrame(() => link.current?.focus())
  }

  if (renaming)
    return <RenameField label={t('list.renameLabel')} title={title} onDone={finishRename} />

  const menu = (
    <MenuPopup align="start" finalFocus={link}>
      <MenuItem icon={Pencil} shortcut="F2" onClick={() => setRenaming(true)}>
        {t('list.rename')}
      </MenuItem>
      <MenuItem icon={Trash2} danger onClick={() => void deleteChat(chat)}>
        {t('list.delete')}
      </MenuItem>
    </MenuPopup>
  )

  return (
    <ContextMenuRoot>
      <ContextMenuTrigger
        className={classNames(
          'group flex h-8 items-center rounded-control pr-0.5',
          selected ? 'bg-pressed' : 'hover:bg-hover has-data-popup-open:bg-hover',
        )}
      >
        <a
          ref={link}
          href={`#/chat/${encodeURIComponent(chat.id)}`}
          aria-current={selected ? 'page' : undefined}
          tabIndex={tabStop ? 0 : -1}
          draggable={false}
          title={title}
          className={classNames(
            'flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control pl-2 select-none',
            'focus-visible:-outline-offset-2',
            selected ? 'font-medium text-ink' : 'text-ink-muted',
          )}
          onKeyDown={(event) => {
            if (event.key === 'F2') setRenaming(true)
          }}
        >
          <span className="truncate">{title}</span>
          {chat.running ? <StatusDot tone="busy" label={t('list.running')} /> : null}
        </a>
        <MenuRoot>
          <MenuTrigger
            aria-label={t('list.more', { title })}
            tabIndex={tabStop ? 0 : -1}
            className={classNames(
              'inline-flex size-7 shrink-0 items-center justify-center rounded-control text-ink-muted',
              'opacity-0 group-hover:opacity-100 hover:bg-hover hover:text-ink',
              'focus-visible:opacity-100 data-popup-open:opacity-100',
              'focus-visible:-outline-offset-2',
            )}
          >
            <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
          </MenuTrigger>
          {menu}
        </MenuRoot>
      </ContextMenuTrigger>
      {menu}
    </ContextMenuRoot>
  )
}
