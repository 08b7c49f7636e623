import type { PartFile } from './part-file.ts'
import { firstGap, type Segment } from './segments.ts'

/** Most that one connection asks for while there are others, so that hashing can follow the front. */
const LONGEST = 16 * 1024 * 1024
/** Least that is worth a request. */
const SHORTEST = 1024 * 1024

/** Which bytes are whose to fetch. */
export interface HandOut {
  /**
   * The next bytes that are missing and nobody fetches; null when there are none. Segments become
   * shorter towards the end, so that all connections finish together.
   */
  take(connections: number): Segment | null
  /** What is still missing of a segment is for others again. */
  giveBack(segment: Segment): void
}

export function createHandOut(part: PartFile): HandOut {
  const claimed = new Set<Segment>()
  return {
    take(connections) {
      const gap = firstGap(part.bytes, part.written(), [...claimed])
      if (!gap) return null
      const missing = part.bytes - sum(part.written()) - sum(claimed)
      const share = Math.ceil(missing / (2 * connections))
      const most = connections === 1 ? part.bytes : Math.min(Math.max(share, SHORTEST), LONGEST)
      const segment = { from: gap.from, to: Math.min(gap.to, gap.from + most) }
      claimed.add(segment)
      return segment
    },
    giveBack(segment) {
      claimed.delete(segment)
    },
  }
}

const sum = (segments: Iterable<Segment>) =>
  [...segments].reduce((bytes, { from, to }) => bytes + to - from, 0)
