/** Bytes of a file, `from` to before `to`. */
export interface Segment {
  from: number
  to: number
}

/** A set of bytes of a file, kept as segments that do not touch. */
export interface Segments {
  add(segment: Segment): void
  clear(): void
  /** In order. */
  list(): readonly Segment[]
  bytes(): number
  /** How far the set goes on from this byte without a gap; the byte itself if it is not in it. */
  endFrom(at: number): number
}

export function createSegments(initial: Iterable<Segment> = []): Segments {
  let sorted: Segment[] = []
  const segments: Segments = {
    add({ from, to }) {
      if (to <= from) return
      const before = sorted.filter((each) => each.to < from)
      const after = sorted.filter((each) => each.from > to)
      const touched = sorted.slice(before.length, sorted.length - after.length)
      const joined = {
        from: Math.min(from, touched[0]?.from ?? from),
        to: Math.max(to, touched.at(-1)?.to ?? to),
      }
      sorted = [...before, joined, ...after]
    },
    clear() {
      sorted = []
    },
    list: () => sorted,
    bytes: () => sorted.reduce((sum, { from, to }) => sum + to - from, 0),
    endFrom: (at) => sorted.find(({ from, to }) => from <= at && at < to)?.to ?? at,
  }
  for (const segment of initial) segments.add(segment)
  return segments
}

/** The first gap before `bytes` in what all of these hold together; null when there is none. */
export function firstGap(bytes: number, ...held: (readonly Segment[])[]): Segment | null {
  const [first, second] = createSegments(held.flat()).list()
  const from = first?.from === 0 ? first.to : 0
  const next = first?.from === 0 ? second : first
  return from < bytes ? { from, to: Math.min(next?.from ?? bytes, bytes) } : null
}
