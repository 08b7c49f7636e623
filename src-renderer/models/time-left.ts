import type { TFunction } from 'i18next'

/** Time left in rounded words, since an estimate is not exact; empty while it is not known. */
export function timeLeftText(t: TFunction, secondsLeft: number | null): string {
  if (secondsLeft === null) return ''
  if (secondsLeft >= 90) return t('engine.minutesLeft', { count: Math.round(secondsLeft / 60) })
  return t('engine.secondsLeft', { count: Math.max(5, Math.ceil(secondsLeft / 5) * 5) })
}
