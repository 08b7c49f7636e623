const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Weights as model names write them in every language, e.g. `4.3B` or `270M`. */
export const formatParameters = (count: number) =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 }).format(count)

/** Tokens a second: one decimal while that says something. */
export const formatRate = (perSecond: number, language: string) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: perSecond < 100 ? 1 : 0 }).format(
    perSecond,
  )

const midnightBefore = (at: number) => new Date(at).setHours(0, 0, 0, 0)

/** How long ago in a word or two, as calendars count: `today`, `3 days ago`, then the date. */
export function formatAgo(at: number, now: number, language: string): string {
  // Rounded, since a day of the calendar may have 23 or 25 hours.
  const days = Math.round((midnightBefore(now) - midnightBefore(at)) / DAY_MS)
  if (days >= 0 && days < 14)
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day')
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at)
}

/** Whole minutes that are left, the one that has begun included. */
export const minutesUntil = (at: number, now: number) =>
  Math.max(1, Math.ceil((at - now) / MINUTE_MS))

/** A moment with its time of day. */
export const formatMoment = (at: number, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
