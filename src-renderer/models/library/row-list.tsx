import type { ReactNode } from 'react'

/** Rows under hairlines; what is in them may ask how wide the list is. */
export function RowList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul
      aria-label={label}
      className="@container divide-y divide-line rounded-card border border-line"
    >
      {children}
    </ul>
  )
}
