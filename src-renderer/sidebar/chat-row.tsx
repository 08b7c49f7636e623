import { Ellipsis } from 'lucide-react'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chat } from '../../src-main/contract/chats.ts'
import { classNames } from '../ui/class-names.ts'
import { RenameField } from '../ui/rename-field.tsx'
import { StatusDot } from '../ui/status-dot.tsx'
import { renameChat } from './chat-actions.ts'

/** Where a row's menu opens: at its button or at the pointer. */
export type MenuAnchor = Pick<Element, 'getBoundingClientRect'>

interface ChatRowProps {
  chat: Chat
  selected: boolean
  /** Whether Tab stops at this row; the arrow keys reach the others. */
  tabStop: boolean
  renaming: boolean
  menuOpen: boolean
  onMenu: (chat: Chat, anchor: MenuAnchor) => void
  onRename: (chatId: string | null) => void
  /** Arrow keys, Home and End: the focus goes this many rows down. */
  onMove: (chatId: string, step: number) => void
}

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: -Infinity,
  End: Infinity,
}

/** One conversation of the list. Thousands may scroll by, so the menu is the list's, not its own. */
export const ChatRow = memo(function ChatRow(row: ChatRowProps) {
  const { chat, selected, tabStop, renaming, menuOpen, onMenu, onRename, onMove } = row
  const { t } = useTranslation()
  const link = useRef<HTMLAnchorElement>(null)
  const title = chat.title || t('list.untitled')

  const finishRename = (newTitle: string | null) => {
    onRename(null)
    if (newTitle !== null) void renameChat(chat, newTitle)
    requestAnimationFrame(() => link.current?.focus())
  }

  if (renaming)
    return <RenameField label={t('list.renameLabel')} title={title} onDone={finishRename} />

  return (
    <div
      className={classNames(
        'group flex h-8 items-center rounded-control pe-0.5',
        selected ? 'bg-pressed' : 'hover:bg-hover',
        menuOpen && !selected && 'bg-hover',
      )}
      onContextMenu={(event) => {
        event.preventDefault()
        const { clientX, clientY } = event
        onMenu(chat, { getBoundingClientRect: () => new DOMRect(clientX, clientY) })
      }}
    >
      <a
        ref={link}
        href={`#/chat/${encodeURIComponent(chat.id)}`}
        aria-current={selected ? 'page' : undefined}
        tabIndex={tabStop ? 0 : -1}
        draggable={false}
        title={title}
        className={classNames(
          'flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control ps-2 select-none',
          'focus-visible:-outline-offset-2',
          selected ? 'font-medium text-ink' : 'text-ink-muted',
        )}
        onKeyDown={(event) => {
          const step = steps[event.key]
          if (event.key === 'F2') onRename(chat.id)
          if (step === undefined) return
          event.preventDefault()
          onMove(chat.id, step)
        }}
      >
        <span dir="auto" className="flex-1 truncate text-match-parent">
          {title}
        </span>
        {chat.running ? <StatusDot tone="busy" label={t('list.running')} /> : null}
      </a>
      <button
        type="button"
        aria-label={t('list.more', { title })}
        aria-haspopup="menu"
        aria-expanded={menuOpen}
        tabIndex={tabStop ? 0 : -1}
        className={classNames(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-control text-ink-muted',
          'group-hover:opacity-100 hover:bg-hover hover:text-ink',
          'focus-visible:opacity-100 focus-visible:-outline-offset-2',
          menuOpen ? 'opacity-100' : 'opacity-0',
        )}
        onClick={(event) => onMenu(chat, event.currentTarget)}
      >
        <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  )
})
