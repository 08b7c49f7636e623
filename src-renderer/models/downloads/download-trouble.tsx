import { CircleAlert, Clock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Download } from '../../../src-main/contract/downloads.ts'
import type { Failure } from '../../../src-main/contract/errors.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { joinSentences } from '../../i18n/join-words.ts'
import { retryWords } from './download-words.ts'
import { useCountdown } from './use-countdown.ts'

function Trouble({ icon: Icon, tone, children }: TroubleProps) {
  return (
    <p className="mt-1 flex max-w-reading items-start gap-1.5 text-small text-ink-muted tabular-nums">
      <Icon size={14} strokeWidth={1.75} aria-hidden className={`mt-px shrink-0 ${tone}`} />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  )
}

interface TroubleProps {
  icon: typeof Clock
  tone: string
  children: string
}

function Waiting({ failure, retrySeconds }: { failure: Failure; retrySeconds: number | null }) {
  const { t } = useTranslation('downloads')
  const { t: app, i18n } = useTranslation()
  const left = useCountdown(retrySeconds)
  // Its sentence holds the wait too, and two numbers must not differ.
  const now: Failure =
    failure.code === 'HUB_BUSY' && left !== null
      ? { code: 'HUB_BUSY', data: { ...failure.data, retrySeconds: left } }
      : failure
  const words = now.code === 'HUB_BUSY' && left !== null ? '' : retryWords(t, left)
  return (
    <Trouble icon={Clock} tone="text-ink-muted">
      {joinSentences([failureText(app, now), words], i18n.language)}
    </Trouble>
  )
}

/** Why a download waits or failed, what is kept and what comes next; nothing if all is well. */
export function DownloadTrouble({ download: { state, doneBytes } }: { download: Download }) {
  const { t } = useTranslation('downloads')
  const { t: app, i18n } = useTranslation()
  if (state.kind === 'waiting')
    return <Waiting failure={state.failure} retrySeconds={state.retrySeconds} />
  if (state.kind !== 'failed') return null
  const kept = doneBytes > 0 && t('kept', { doneBytes })
  return (
    <Trouble icon={CircleAlert} tone="text-danger">
      {joinSentences([failureText(app, state.failure), kept], i18n.language)}
    </Trouble>
  )
}
