import { type ReactNode, useId } from 'react'

interface SettingsGroupProps {
  title: string
  hint?: string
  /** What can be done about all of it: beside the heading, or below where there is no room. */
  action?: ReactNode
  children: ReactNode
}

/** Settings that belong together, under a heading. */
export function SettingsGroup({ title, hint, action, children }: SettingsGroupProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="mx-4 flex flex-col gap-3 border-b border-line py-3.5 last:border-0"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-40">
          <h3 id={id} className="text-ui font-semibold">
            {title}
          </h3>
          {hint ? <p className="text-small text-ink-muted">{hint}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
