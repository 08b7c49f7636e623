import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer } from 'virtua'
import { TRASH_DAYS, type TrashedChat } from '../../../src-main/contract/arrange.ts'
import { ScrolledRows } from '../../ui/scrolled-rows.tsx'
import { tellFailure } from '../../ui/tell-failure.ts'
import { keepShown } from '../list/choice.ts'
import { choose } from '../list/list-store.ts'
import { pressInTrash } from './trash-keys.ts'
import { TrashRow } from './trash-row.tsx'
import { followTrash, useTrash } from './trash-store.ts'

const ROW_HEIGHT_PX = 45
const PLAIN_LIMIT = 100

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
  useEffect(() => {
    const ids = chats?.map(({ id }) => id)
    if (ids) choose((choice) => keepShown(choice, ids))
  }, [chats])
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
      onKeyDown={pressInTrash}
    >
      <div role="list" aria-label={t('order.trash')}>
        {chats.length > PLAIN_LIMIT ? (
          <Virtualizer as={ScrolledRows} scrollRef={scroller} itemSize={ROW_HEIGHT_PX} data={chats}>
            {row}
          </Virtualizer>
        ) : (
          chats.map(row)
        )}
      </div>
    </div>
  )
}
