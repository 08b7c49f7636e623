import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../ui/class-names.ts'
import { ChatRow } from './chat-row.tsx'
import { FolderRow } from './folder-row.tsx'
import type { ListRow } from './list-rows.ts'
import { useList } from './list-store.ts'
import { NamingRow } from './naming-row.tsx'
import type { MenuTarget } from './row-menu.ts'

interface ListLineProps {
  row: ListRow
  place: number
  count: number
  selected: boolean
  tabStop: boolean
  renaming: boolean
  menuOpen: boolean
  onMenu: (target: MenuTarget) => void
}

function Heading({ part }: { part: 'pinned' | 'recent' }) {
  const { t } = useTranslation()
  const dropped = useList(({ dropKey }) => dropKey === part)
  return (
    <p
      className={classNames(
        'rounded-control px-2 pt-2 pb-1 text-small select-none',
        dropped ? 'bg-accent-soft text-accent-ink' : 'text-ink-faint',
      )}
    >
      {t(part === 'pinned' ? 'order.pinned' : 'order.recent')}
    </p>
  )
}

/** One line of the list, whatever it is. */
export const ListLine = memo(function ListLine(line: ListLineProps) {
  const { row, place, count, selected, ...state } = line
  return (
    <div
      role="listitem"
      aria-setsize={count}
      aria-posinset={place + 1}
      data-row={row.key}
      className="px-2 pb-px"
      {...(row.kind === 'chat' && { 'data-chat': row.key })}
    >
      {row.kind === 'heading' ? <Heading part={row.key} /> : null}
      {row.kind === 'naming' ? <NamingRow /> : null}
      {row.kind === 'folder' ? (
        <FolderRow folder={row.folder} count={row.count} {...state} />
      ) : null}
      {row.kind === 'chat' ? (
        <ChatRow
          chat={row.chat}
          nested={row.within.part === 'folder'}
          selected={selected}
          {...state}
        />
      ) : null}
    </div>
  )
})
