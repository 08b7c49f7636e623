import { bindUnit } from './bind-units.ts'

const withUnit = (
  value: number,
  unit: string,
  language: string,
  maximumFractionDigits: number,
  minimumFractionDigits?: number,
) => {
  const digits = { maximumFractionDigits, minimumFractionDigits }
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, ...digits })
  return bindUnit(format.format(value), language)
}

/** A size in decimal megabytes as the language writes it, e.g. `4.2 MB`. */
export function formatMegabytes(bytes: number, language: string): string {
  const megabytes = bytes / 1_000_000
  return withUnit(megabytes, 'megabyte', language, megabytes < 10 ? 1 : 0)
}

/** A size on disk in the unit that reads best: KB for what is next to nothing in MB, MB or GB. */
export function formatFileSize(bytes: number, language: string): string {
  if (bytes < 100_000) return withUnit(bytes / 1_000, 'kilobyte', language, 0)
  if (bytes < 1_000_000_000) return formatMegabytes(bytes, language)
  return withUnit(bytes / 1_000_000_000, 'gigabyte', language, 1)
}

/** A share of 1 as whole percent, rounded down so that 100 % means finished. */
export function formatPercent(fraction: number, language: string): string {
  const whole = Math.floor(Math.min(Math.max(fraction, 0), 1) * 100) / 100
  return new Intl.NumberFormat(language, { style: 'percent' }).format(whole)
}

/** Bytes a second, in KB below 1 MB so that a slow transfer is not called none. */
export function formatSpeed(bytesPerSecond: number, language: string): string {
  const [unit, size] =
    bytesPerSecond < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const)
  const value = bytesPerSecond / size
  const digits = unit === 'megabyte' && value < 100 ? 1 : 0
  return withUnit(value, `${unit}-per-second`, language, digits, digits)
}

/** A large count in the few digits that matter, e.g. `1.2M` or `120万`. */
export const formatCount = (count: number, language: string) =>
  new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(count)

/** Tokens of context as models are described with them, e.g. `128K` for 131,072. */
export const formatContext = (tokens: number) =>
  tokens < 1024 ? String(tokens) : `${Math.floor(tokens / 1024)}K`

/** Memory as computers and graphics cards are sold with it: whole powers of two, called GB. */
export const formatMemorySize = (bytes: number, language: string) =>
  withUnit(Math.max(1, Math.round(bytes / 2 ** 30)), 'gigabyte', language, 0)
