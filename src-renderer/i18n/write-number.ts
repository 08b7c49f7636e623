const formats = new Map<string, Intl.NumberFormat>()

/**
 * A number within a sentence, as `{{count, number}}` or `{{rate, number(maximumFractionDigits: 1)}}`.
 * Takes the place of i18next's own, which keeps up to a thousand formats: one for each set of values
 * that ever stood in a sentence with two.
 */
export function writeNumber(
  value: number,
  language = 'en',
  { maximumFractionDigits, minimumFractionDigits }: Intl.NumberFormatOptions = {},
): string {
  const key = `${language} ${minimumFractionDigits} ${maximumFractionDigits}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits, maximumFractionDigits })
    formats.set(key, format)
  }
  return format.format(value)
}
