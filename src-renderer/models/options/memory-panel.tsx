import { useTranslation } from 'react-i18next'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import type { WindowFailure } from '../../rpc/failure.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import { formatRate } from '../library/model-facts.ts'
import { MemoryBar } from './memory-bar.tsx'
import { memoryParts, partLooks } from './memory-parts.ts'

const tones = { 'runs-well': 'ready', tight: 'busy', 'too-big': 'failed' } as const

interface MemoryPanelProps {
  fit: Fit | null
  pending: boolean
  failure: WindowFailure | null
  /** Takes the largest context that still runs well. */
  onLargest: (contextSize: number) => void
}

/** What the options cost in memory, against what is free, with the verdict in words. */
export function MemoryPanel({ fit, pending, failure, onLargest }: MemoryPanelProps) {
  const { t } = useTranslation('library')
  const { t: app, i18n } = useTranslation()
  if (failure && !fit)
    return <p className="text-small wrap-anywhere text-danger">{failureText(app, failure)}</p>
  if (!fit) return <p className="h-22 text-small text-ink-muted">{t('fit.computing')}</p>

  const { verdict, totalBytes, availableBytes, gpuBytes, largestContext, contextSize } = fit
  const rate = fit.tokensPerSecond && formatRate(fit.tokensPerSecond, i18n.language)
  const facts = [
    gpuBytes > 0 && t('fit.gpu', { gpuBytes }),
    t(`fit.basis.${fit.basis}`),
    rate && t('fit.speed', { rate }),
  ]
  const canGrow = largestContext > 0 && largestContext !== contextSize
  return (
    <div
      aria-busy={pending}
      className={pending ? 'opacity-70 transition-opacity delay-200 duration-150' : ''}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p role="status" className="flex items-center gap-2 text-ui font-medium">
          <StatusDot tone={tones[verdict]} />
          {t(`fit.verdict.${verdict}`)}
        </p>
        <p className="text-small text-ink-muted tabular-nums">
          {t('fit.total', { totalBytes, availableBytes })}
        </p>
      </div>
      <MemoryBar fit={fit} label={t('fit.total', { totalBytes, availableBytes })} />
      <dl className="flex flex-wrap gap-x-4 text-small text-ink-muted tabular-nums">
        {memoryParts.map((part) =>
          fit.parts[part] > 0 ? (
            <div key={part} className="flex items-center gap-1.5">
              <span data-meter aria-hidden className={`size-2 rounded-full ${partLooks[part]}`} />
              <dt>{t(`fit.parts.${part}`)}</dt>
              <dd>{formatFileSize(fit.parts[part], i18n.language)}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <p className="mt-1 text-small text-ink-muted tabular-nums">
        {joinFacts(facts)}
        {' · '}
        {largestContext > 0 ? t('fit.largest', { count: largestContext }) : t('fit.noneRunsWell')}
        {canGrow ? (
          <button
            type="button"
            className="ms-1.5 rounded-small text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
            onClick={() => onLargest(largestContext)}
          >
            {t('fit.useLargest')}
          </button>
        ) : null}
      </p>
    </div>
  )
}
