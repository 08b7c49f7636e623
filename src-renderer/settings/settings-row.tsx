import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'

interface SettingsRowProps {
  title: string
  hint?: string
  children: ReactNode
}

/** One setting: its name and a hint, and its control beside them, or below where there is no room. */
export function SettingsRow({ title, hint, children }: SettingsRowProps) {
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-6 gap-y-1.5 py-2">
      <div className={classNames('min-w-0 flex-1', hint && 'basis-44')}>
        <div className="text-ui">{title}</div>
        {hint ? <p className="text-small text-ink-muted">{hint}</p> : null}
      </div>
      {children}
    </div>
  )
}
