import type { Snippet } from '../../contract/search.ts'

/** Letters shown before and after the hit. */
const BEFORE = 32
const AFTER = 90

/** The words around the first place where the query stands, whatever its case. */
export function toSnippet(words: string, query: string): Snippet {
  const flat = words.replace(/\s+/g, ' ')
  const at = flat.toLowerCase().indexOf(query.replace(/\s+/g, ' ').toLowerCase())
  if (at < 0) return [{ text: cut(flat, 0, BEFORE + AFTER), hit: false }]
  const end = at + query.length
  const start = Math.max(0, at - BEFORE)
  const parts = [
    { text: (start > 0 ? '…' : '') + cut(flat, start, at), hit: false },
    { text: cut(flat, at, end), hit: true },
    { text: cut(flat, end, end + AFTER) + (end + AFTER < flat.length ? '…' : ''), hit: false },
  ]
  return parts.filter(({ text }) => text !== '')
}

/** A cut that leaves no half of a letter. */
const cut = (text: string, start: number, end: number) =>
  text.slice(start, end).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
