import { Check, Trash2, Undo2 } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrashedChat } from '../../../src-main/contract/arrange.ts'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { toggle } from '../list/choice.ts'
import { choose, useList } from '../list/list-store.ts'
import { daysLeft } from './days-left.ts'
import { eraseChats, restoreChats } from './trash-actions.ts'
import { extendTrashChoice } from './trash-keys.ts'

/** There is nothing to open, so a click chooses; with Shift all from the last one to this. */
function click(event: MouseEvent, chatId: string) {
  if (event.shiftKey) extendTrashChoice(chatId, null)
  else choose((choice) => toggle(choice, chatId))
}

/** A deleted conversation, with the days it is still kept. */
export const TrashRow = memo(function TrashRow({ chat }: { chat: TrashedChat }) {
  const { t } = useTranslation()
  const now = useNow()
  const chosen = useList(({ choice }) => choice.chosen.has(chat.id))
  const title = chat.title || t('list.untitled')
  return (
    <div role="listitem" data-trashed={chat.id} className="px-2 pb-px">
      <div
        className={classNames(
          'flex h-11 items-center rounded-control pe-0.5',
          chosen ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <button
          type="button"
          data-trash="row"
          aria-pressed={chosen}
          title={title}
          className="flex min-w-0 flex-1 items-center gap-2 self-stretch rounded-control ps-2 pe-1.5 text-start select-none focus-visible:-outline-offset-2"
          onClick={(event) => click(event, chat.id)}
        >
          <span className="min-w-0 flex-1">
            <span dir="auto" className="block truncate text-match-parent text-ink-muted">
              {title}
            </span>
            <span className="block text-small text-ink-faint tabular-nums">
              {daysLeft(chat.leavesAt, now, t)}
            </span>
          </span>
          {chosen ? (
            <Check size={16} strokeWidth={2} aria-hidden className="shrink-0 text-accent-ink" />
          ) : null}
        </button>
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
})
