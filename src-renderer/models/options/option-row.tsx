import type { ReactNode } from 'react'

interface OptionRowProps {
  title: string
  hint?: string | undefined
  children: ReactNode
}

/** One option: what it is and does on the left, its control on the right or below. */
export function OptionRow({ title, hint, children }: OptionRowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">
      <div className="min-w-0 flex-1 basis-56">
        <div className="text-ui">{title}</div>
        {hint ? <p className="text-small text-ink-muted">{hint}</p> : null}
      </div>
      {children}
    </div>
  )
}
