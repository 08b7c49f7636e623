import { Ellipsis } from 'lucide-react'
import type { MouseEvent } from 'react'
import { classNames } from '../../ui/class-names.ts'

interface RowMenuButtonProps {
  label: string
  open: boolean
  tabStop: boolean
  onOpen: (event: MouseEvent<HTMLButtonElement>) => void
}

/** At the end of a row: opens its menu, and is seen when the row is pointed at. */
export function RowMenuButton({ label, open, tabStop, onOpen }: RowMenuButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={open}
      tabIndex={tabStop ? 0 : -1}
      className={classNames(
        'relative inline-flex size-7 shrink-0 items-center justify-center rounded-control text-ink-muted',
        'group-hover:opacity-100 hover:bg-hover hover:text-ink',
        'focus-visible:opacity-100 focus-visible:-outline-offset-2',
        open ? 'opacity-100' : 'opacity-0',
      )}
      onClick={onOpen}
    >
      <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
