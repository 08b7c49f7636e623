import type { ReactNode } from 'react'

/** A slim bar above a conversation, as wide as the composer, so that both stand in one column. */
export function NoticeCard({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-reading px-6 py-2">
      <div className="flex items-center gap-3 rounded-card border border-line bg-sunken px-3 py-2 text-small text-ink-muted">
        {children}
      </div>
    </div>
  )
}
