import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface BadgeProps {
  children: ReactNode
  /** `accent` for what stands out, `quiet` for a fact. */
  look?: 'accent' | 'quiet'
}

/** A word or two beside a name. */
export function Badge({ children, look = 'quiet' }: BadgeProps) {
  return (
    <span
      className={classNames(
        'shrink-0 rounded-small px-1.5 text-small whitespace-nowrap',
        look === 'accent' ? 'bg-accent-soft text-accent-ink' : 'bg-sunken text-ink-muted',
      )}
    >
      {children}
    </span>
  )
}
