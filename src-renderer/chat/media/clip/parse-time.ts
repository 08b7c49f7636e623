/** Seconds of a time as people write it: `83.5`, `1:23.5`, `1:02:03`; null if it is none. */
export function parseTime(text: string): number | null {
  const parts = text.trim().replace(',', '.').replaceAll('：', ':').split(':')
  const whole = parts.slice(0, -1).every((part) => /^\d+$/.test(part))
  if (parts.length > 3 || !whole || !/^\d+(\.\d*)?$/.test(parts.at(-1) ?? '')) return null
  return parts.reduce((seconds, part) => seconds * 60 + Number(part), 0)
}
