import { Check, PencilLine } from 'lucide-react'
import { memo, type MouseEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chat } from '../../../src-main/contract/chats.ts'
import { useKeptDrafts } from '../../rpc/drafts-store.ts'
import { classNames } from '../../ui/class-names.ts'
import { RenameField } from '../../ui/rename-field.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { renameChat } from './chat-actions.ts'
import { toggle } from './choice.ts'
import { dragChat, endDrag } from './drag.ts'
import { extendChoice } from './list-keys.ts'
import { choose, clearChoice, currentRows, useList } from './list-store.ts'
import { pointAt, type MenuTarget } from './row-menu.ts'
import { RowMenuButton } from './row-menu-button.tsx'

interface ChatRowProps {
  chat: Chat
  /** It lies in a folder. */
  nested: boolean
  selected: boolean
  /** Whether Tab stops at this row; the arrow keys reach the others. */
  tabStop: boolean
  renaming: boolean
  menuOpen: boolean
  onMenu: (target: MenuTarget) => void
}

const hasDraft = (chatId: string) => (kept: ReturnType<typeof useKeptDrafts.getState>) => {
  const draft = kept.drafts?.[chatId]
  return draft !== undefined && (draft.text.trim() !== '' || draft.items.length > 0)
}

/** A click opens, unless it is one that chooses. */
function click(event: MouseEvent, chatId: string) {
  if (event.shiftKey) extendChoice(currentRows(), chatId, null)
  else if (event.ctrlKey || event.metaKey) choose((choice) => toggle(choice, chatId))
  else return clearChoice()
  event.preventDefault()
}

/** One conversation of the list. Thousands may scroll by, so the menu is the list's, not its own. */
export const ChatRow = memo(function ChatRow(row: ChatRowProps) {
  const { chat, nested, selected, tabStop, renaming, menuOpen, onMenu } = row
  const { t } = useTranslation()
  const link = useRef<HTMLAnchorElement>(null)
  const chosen = useList(({ choice }) => choice.chosen.has(chat.id))
  const draft = useKeptDrafts(hasDraft(chat.id)) && !selected
  const title = chat.title || t('list.untitled')

  const finishRename = (newTitle: string | null) => {
    useList.setState({ renaming: null })
    if (newTitle !== null) void renameChat(chat, newTitle)
    requestAnimationFrame(() => link.current?.focus())
  }

  if (renaming)
    return <RenameField label={t('list.renameLabel')} title={title} onDone={finishRename} />

  return (
    <div
      className={classNames(
        'group flex h-8 items-center rounded-control pe-0.5',
        chosen ? 'bg-accent-soft' : selected ? 'bg-pressed' : 'hover:bg-hover',
        menuOpen && !selected && !chosen && 'bg-hover',
      )}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu({ kind: 'chat', chat, anchor: pointAt(event) })
      }}
    >
      <a
        ref={link}
        data-focus
        href={`#/chat/${encodeURIComponent(chat.id)}`}
        aria-current={selected ? 'page' : undefined}
        tabIndex={tabStop ? 0 : -1}
        title={title}
        className={classNames(
          'flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control select-none',
          'focus-visible:-outline-offset-2',
          nested ? 'ps-7.5' : 'ps-2',
          selected ? 'font-medium text-ink' : 'text-ink-muted',
        )}
        onClick={(event) => click(event, chat.id)}
        onDragStart={(event) => dragChat(event, chat.id, title)}
        onDragEnd={endDrag}
      >
        <span dir="auto" className="flex-1 truncate text-match-parent">
          {title}
        </span>
        {chat.running ? <StatusDot tone="busy" label={t('list.running')} /> : null}
        {draft ? (
          <span className="shrink-0 text-ink-faint">
            <PencilLine size={12} strokeWidth={1.75} aria-hidden />
            <VisuallyHidden>{t('order.draft')}</VisuallyHidden>
          </span>
        ) : null}
        {chosen ? <VisuallyHidden>{t('order.chosen')}</VisuallyHidden> : null}
      </a>
      <span className="relative flex size-7 shrink-0">
        {chosen ? (
          <Check
            size={16}
            strokeWidth={2}
            aria-hidden
            className={classNames(
              'absolute inset-1.5 text-accent-ink group-hover:opacity-0 group-has-[button:focus-visible]:opacity-0',
              menuOpen && 'opacity-0',
            )}
          />
        ) : null}
        <RowMenuButton
          label={t('list.more', { title })}
          open={menuOpen}
          tabStop={tabStop}
          onOpen={(event) => onMenu({ kind: 'chat', chat, anchor: event.currentTarget })}
        />
      </span>
    </div>
  )
})
