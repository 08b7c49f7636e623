import { type ReactNode, useId } from 'react'

interface LibrarySectionProps {
  title: string
  hint?: string
  /** Buttons at the end of the title's line. */
  actions?: ReactNode
  children: ReactNode
}

/** A part of the page with a heading of its own. */
export function LibrarySection({ title, hint, actions, children }: LibrarySectionProps) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <h2 id={titleId} className="text-body font-semibold">
            {title}
          </h2>
          {hint ? <p className="max-w-reading text-small text-ink-muted">{hint}</p> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}
