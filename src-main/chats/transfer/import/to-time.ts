/** Times before this many milliseconds are seconds: it is 1973 in one and the year 5138 in the other. */
const SECONDS_UP_TO = 100_000_000_000
/** What a Date can be. */
const LATEST = 8_640_000_000_000_000

/** A time as programs write it (seconds, milliseconds or ISO 8601) in milliseconds since 1970. */
export function toTime(value: unknown): number | null {
  const number = typeof value === 'string' ? Date.parse(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null
  const time = Math.round(
    typeof value === 'number' && number < SECONDS_UP_TO ? number * 1_000 : number,
  )
  return time <= LATEST ? time : null
}
