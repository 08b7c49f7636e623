import { Trash2, Undo2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer } from 'virtua'
import { TRASH_DAYS, type TrashedChat } from '../../../src-main/contract/arrange.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { tellFailure } from '../../ui/tell-failure.ts'
import { useNow } from '../../ui/use-now.ts'
import { daysLeft } from './days-left.ts'
import { eraseChats, restoreChats } from './trash-actions.ts'
import { followTrash, useTrash } from './trash-store.ts'

const ROW_HEIGHT_PX = 45
const PLAIN_LIMIT = 100

function TrashRow({ chat }: { chat: TrashedChat }) {
  const { t } = useTranslation()
  const now = useNow()
  const title = chat.title || t('list.untitled')
  return (
    <div role="listitem" className="px-2 pb-px">
      <div className="flex h-11 items-center rounded-control ps-2 pe-0.5 hover:bg-hover">
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate text-match-parent text-ink-muted" title={title}>
            {title}
          </p>
          <p className="text-small text-ink-faint tabular-nums">
            {daysLeft(chat.leavesAt, now, t)}
          </p>
        </div>
        <IconButton
          data-trash="restore"
          label={t('order.restoreNamed', { title })}
          icon={Undo2}
          className="size-7!"
          onClick={() => void restoreChats([chat.id])}
        />
        <IconButton
          data-trash="erase"
          label={t('order.eraseNamed', { title })}
          icon={Trash2}
          className="size-7!"
          onClick={() => void eraseChats([chat.id])}
        />
      </div>
    </div>
  )
}

/** Arrow keys go from line to line within one column of buttons. */
function press(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const column = event.target instanceof HTMLElement ? event.target.dataset['trash'] : undefined
  if (step === undefined || column === undefined) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-trash="${column}"]`)]
  const place = buttons.findIndex((button) => button === event.target)
  buttons[place + step]?.focus()
  event.preventDefault()
}

/** What was deleted, with the days it is still kept. */
export function TrashList() {
  const { t } = useTranslation()
  const chats = useTrash((trash) => trash.chats)
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const closed = new AbortController()
    followTrash(closed.signal).catch((error: unknown) => {
      if (!closed.signal.aborted) tellFailure(error)
    })
    return () => closed.abort()
  }, [])
  if (!chats) return <div className="flex-1" />
  if (chats.length === 0)
    return (
      <p className="flex-1 px-4 py-2 text-ui text-ink-faint">
        {t('order.trashEmpty', { count: TRASH_DAYS })}
      </p>
    )
  const row = (chat: TrashedChat) => <TrashRow key={chat.id} chat={chat} />
  return (
    <div
      ref={scroller}
      role="presentation"
      className="min-h-0 flex-1 overflow-y-auto py-1"
      onKeyDown={press}
    >
      <div role="list" aria-label={t('order.trash')}>
        {chats.length > PLAIN_LIMIT ? (
          <Virtualizer scrollRef={scroller} itemSize={ROW_HEIGHT_PX} data={chats}>
            {row}
          </Virtualizer>
        ) : (
          chats.map(row)
        )}
      </div>
    </div>
  )
}
