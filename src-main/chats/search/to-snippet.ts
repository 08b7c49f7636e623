import { findFolded } from '../../contract/fold-text.ts'
import type { Snippet } from '../../contract/search.ts'

/** Letters shown before the first hit and after it. */
const BEFORE = 32
const AFTER = 90

/** The text around the first place where one of the folded words stands; all of them are marked. */
export function toSnippet(text: string, words: readonly string[]): Snippet {
  const hits = findFolded(text, words)
  const from = Math.max(0, (hits[0]?.start ?? 0) - BEFORE)
  const until = (hits[0]?.end ?? BEFORE) + AFTER
  const parts: Snippet = []
  let at = from
  for (const { end, start } of hits) {
    if (start >= until) break
    parts.push({ text: cut(text, at, start), hit: false })
    parts.push({ text: cut(text, start, end), hit: true })
    at = end
  }
  parts.push({ text: cut(text, at, until), hit: false })
  if (from > 0) parts.unshift({ text: '…', hit: false })
  if (until < text.length) parts.push({ text: '…', hit: false })
  return joinAlike(parts)
}

/** A cut that leaves no half of a letter, on one line. */
const cut = (text: string, start: number, end: number) =>
  text
    .slice(start, end)
    .replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
    .replace(/\s+/g, ' ')

function joinAlike(parts: Snippet): Snippet {
  const joined: Snippet = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.text === '') continue
    if (last && last.hit === part.hit) last.text += part.text
    else joined.push({ ...part })
  }
  return joined
}
