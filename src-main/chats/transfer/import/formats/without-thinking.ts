const OPENING = '<think>'
const CLOSING = '</think>'
/** Around what a gpt-oss thinks, where its marks were kept as they are. */
const ANALYSIS = '<|channel|>analysis<|message|>'
const FINAL = '<|start|>assistant<|channel|>final<|message|>'

/**
 * An answer without what its model wrote to itself first, for programs that kept both as one text. What
 * was never ended is all thoughts, as those programs show it.
 */
export function withoutThinking(text: string, onFound: () => void): string {
  const answer = text.trim()
  const end = answer.startsWith(OPENING) ? CLOSING : answer.startsWith(ANALYSIS) ? FINAL : null
  if (end === null) return answer
  onFound()
  const place = answer.indexOf(end)
  return place === -1 ? '' : answer.slice(place + end.length).trim()
}
