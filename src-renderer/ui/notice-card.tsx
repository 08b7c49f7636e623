import type { ReactNode } from 'react'

interface NoticeCardProps {
  /** What can be done about it: beside the words, or below them where the window is narrow. */
  actions?: ReactNode
  children: ReactNode
}

/** A slim bar above a conversation, as wide as the composer, so that both stand in one column. */
export function NoticeCard({ actions, children }: NoticeCardProps) {
  return (
    <div className="mx-auto w-full max-w-reading px-6 max-sm:px-4 py-2">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2 rounded-card border border-line bg-sunken px-3 py-2 text-small text-ink-muted">
        <div className="min-w-0 flex-1 basis-64">{children}</div>
        {actions}
      </div>
    </div>
  )
}
