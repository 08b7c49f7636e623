/** `0:01.5`: minutes, seconds and tenths, as the model is told them too. */
export function clipTime(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0')
  return `${Math.floor(tenths / 600)}:${rest}`
}
