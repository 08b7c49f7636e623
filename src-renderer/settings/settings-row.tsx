import type { ReactNode } from 'react'

interface SettingsRowProps {
  title: string
  hint?: string
  children: ReactNode
}

/** One setting: its name and a hint on the left, its control on the right. */
export function SettingsRow({ title, hint, children }: SettingsRowProps) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-6 py-2">
      <div className="min-w-0">
        <div className="text-ui">{title}</div>
        {hint ? <p className="text-small text-ink-muted">{hint}</p> : null}
      </div>
      {children}
    </div>
  )
}
