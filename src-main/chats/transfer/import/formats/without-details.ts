const OPENING = '<details'
const CLOSING = '</details>'
const kinds = /\btype="(reasoning|tool_calls|code_interpreter)"/

/**
 * A reply without the passages in which Open WebUI keeps what a model thought and which tools it
 * called. Not by one pattern, which would look through all the rest again for each passage without an
 * end.
 */
export function withoutDetails(text: string, onFound: (kind: string) => void): string {
  let kept = ''
  let from = 0
  let place = 0
  for (;;) {
    const start = text.indexOf(OPENING, place)
    const inside = start === -1 ? 0 : text.indexOf('>', start) + 1
    if (inside === 0) break
    const kind = kinds.exec(text.slice(start, inside))?.[1]
    place = inside
    if (kind === undefined) continue
    const end = text.indexOf(CLOSING, inside)
    if (end === -1) break
    onFound(kind)
    kept += text.slice(from, start)
    from = place = end + CLOSING.length
    while (/\s/.test(text.charAt(from))) place = from += 1
  }
  return kept + text.slice(from)
}
