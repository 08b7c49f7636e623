import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ReplyPhase } from '../../../src-main/contract/messages.ts'
import { formatPercent } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'

function timeLeft(t: TFunction<'chat'>, seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds >= 90) return t('phase.minutesLeft', { count: Math.round(seconds / 60) })
  return t('phase.secondsLeft', { count: Math.max(5, Math.ceil(seconds / 5) * 5) })
}

function readingWords(t: TFunction<'chat'>, percent: string | null, pictures: number): string {
  if (pictures === 0) return percent ? t('phase.readingPercent', { percent }) : t('phase.reading')
  return percent
    ? t('phase.readingPicturesPercent', { count: pictures, percent })
    : t('phase.readingPictures', { count: pictures })
}

function phaseWords(t: TFunction<'chat'>, phase: ReplyPhase, language: string): string {
  const fraction = 'fraction' in phase ? phase.fraction : null
  const percent = fraction === null ? null : formatPercent(fraction, language)
  switch (phase.kind) {
    case 'queued':
      return t('phase.queued')
    case 'building-engine':
      return joinFacts([
        t('phase.building', { percent: percent ?? '' }),
        timeLeft(t, phase.secondsLeft),
      ])
    case 'loading-model':
      return percent ? t('phase.loadingPercent', { percent }) : t('phase.loading')
    case 'reading-prompt':
      return readingWords(t, percent, phase.pictures)
    case 'writing':
      return t('phase.writing')
  }
}

/** What a running reply is doing, in words and, where it is known, how far it is. */
export function ReplyPhaseLine({ phase }: { phase: ReplyPhase }) {
  const { t, i18n } = useTranslation('chat')
  const words = phaseWords(t, phase, i18n.language)
  const fraction = 'fraction' in phase ? phase.fraction : null
  return (
    <div className="flex min-w-0 items-center gap-3 text-ui text-ink-muted">
      <span className="truncate tabular-nums">{words}</span>
      {fraction === null ? null : (
        <ProgressBar label={words} fraction={fraction} className="w-24 shrink-0" />
      )}
    </div>
  )
}
