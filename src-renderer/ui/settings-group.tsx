import { type ReactNode, useId } from 'react'

interface SettingsGroupProps {
  title: string
  hint?: string
  children: ReactNode
}

/** Settings that belong together, under a heading. */
export function SettingsGroup({ title, hint, children }: SettingsGroupProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-3 border-b border-line px-4 py-3.5 last:border-0"
    >
      <div>
        <h3 id={id} className="text-ui font-semibold">
          {title}
        </h3>
        {hint ? <p className="text-small text-ink-muted">{hint}</p> : null}
      </div>
      {children}
    </section>
  )
}
