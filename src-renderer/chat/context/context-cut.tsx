import { useTranslation } from 'react-i18next'

/** Where what a model reads begins, after messages that were left out. */
export interface Cut {
  /** Messages before it that are not read. */
  messages: number
  summary: string | null
}

/** A line in the conversation: what is above is still here, but the model no longer reads it. */
export function ContextCut({ messages, summary }: Cut) {
  const { t } = useTranslation('chat')
  return (
    <div className="mx-auto w-full max-w-reading px-6 max-sm:px-4 py-2 text-small text-ink-muted">
      <p className="flex items-center gap-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('context.cut', { count: messages })}
      </p>
      {summary === null ? null : (
        <details className="mt-1">
          <summary className="mx-auto w-fit rounded-small px-1 hover:text-ink">
            {t('context.summaryOpen')}
          </summary>
          <p dir="auto" className="mt-1 rounded-card bg-sunken px-3 py-2 whitespace-pre-wrap">
            {summary}
          </p>
        </details>
      )}
    </div>
  )
}
