import type { TFunction } from 'i18next'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { formatFileSize, formatPercent, formatSpeed } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { timeLeftText } from '../time-left.ts'

const HOUR_S = 3600

/** Time left in rounded words, hours too; empty while it is not known. */
export function leftWords(
  t: TFunction<'downloads'>,
  app: TFunction,
  secondsLeft: number | null,
): string {
  if (secondsLeft === null || secondsLeft < 1.5 * HOUR_S) return timeLeftText(app, secondsLeft)
  return t('hoursLeft', { count: Math.round(secondsLeft / HOUR_S) })
}

/** How far a download is and what it does, in a line that changes as little as it can. */
export function progressWords(
  t: TFunction<'downloads'>,
  app: TFunction,
  { state, doneBytes, totalBytes, bytesPerSecond, secondsLeft }: Download,
  language: string,
): string {
  if (state.kind === 'verifying')
    return t('state.verifying', { percent: formatPercent(state.fraction, language) })
  const running = state.kind === 'running'
  const begun = doneBytes > 0 && state.kind !== 'done'
  return joinFacts([
    running ? null : t(`state.${state.kind}`),
    begun ? t('bytes', { doneBytes, totalBytes }) : formatFileSize(totalBytes, language),
    running && bytesPerSecond !== null && formatSpeed(bytesPerSecond, language),
    running && leftWords(t, app, secondsLeft),
  ])
}

/** When it tries again: in seconds, from two minutes on as on a clock, or when something changes. */
export function retryWords(t: TFunction<'downloads'>, secondsLeft: number | null): string {
  if (secondsLeft === null) return t('retryChange')
  if (secondsLeft === 0) return t('retryNow')
  if (secondsLeft < 120) return t('retry', { count: secondsLeft })
  const seconds = String(secondsLeft % 60).padStart(2, '0')
  return t('retryMinutes', { minutes: Math.floor(secondsLeft / 60), seconds })
}
