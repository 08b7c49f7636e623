/** A size in decimal megabytes as the language writes it, e.g. `4.2 MB`. */
export function formatMegabytes(bytes: number, language: string): string {
  const megabytes = bytes / 1_000_000
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: megabytes < 10 ? 1 : 0,
  }).format(megabytes)
}

/** A size on disk in the unit that reads best: MB, or GB from 1,000 MB. */
export function formatFileSize(bytes: number, language: string): string {
  if (bytes < 1_000_000_000) return formatMegabytes(bytes, language)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'gigabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000_000)
}

/** A share of 1 as whole percent, rounded down so that 100 % means finished. */
export function formatPercent(fraction: number, language: string): string {
  const whole = Math.floor(Math.min(Math.max(fraction, 0), 1) * 100) / 100
  return new Intl.NumberFormat(language, { style: 'percent' }).format(whole)
}
