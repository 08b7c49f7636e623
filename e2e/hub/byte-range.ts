/** First and last byte, both included. */
export interface ByteRange {
  first: number
  last: number
}

/**
 * The range a header asks for: null when it asks for none (or for several, which a server may answer
 * with the whole), `'unsatisfiable'` when it begins at or behind the end.
 */
export function parseRange(
  header: string | undefined,
  bytes: number,
): ByteRange | null | 'unsatisfiable' {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (!from && !to)) return null
  if (!from) {
    const length = Math.min(Number(to), bytes)
    return length === 0 ? 'unsatisfiable' : { first: bytes - length, last: bytes - 1 }
  }
  const first = Number(from)
  if (first >= bytes || (to && Number(to) < first)) return 'unsatisfiable'
  return { first, last: to ? Math.min(Number(to), bytes - 1) : bytes - 1 }
}
