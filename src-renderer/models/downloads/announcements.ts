import type { Download } from '../../../src-main/contract/downloads.ts'

/** What screen readers are told about a download; `percent` of the quarters only. */
export type Announcement =
  | { kind: 'started' | 'done' | 'failed'; download: Download }
  | { kind: 'quarter'; download: Download; percent: number }

const quartersOf = ({ doneBytes, totalBytes }: Download) =>
  totalBytes > 0 ? Math.floor((doneBytes / totalBytes) * 4) : 0

function announcementOf(before: Download | undefined, after: Download): Announcement | null {
  const kind = after.state.kind
  if (before?.state.kind !== kind && (kind === 'done' || kind === 'failed'))
    return before ? { kind, download: after } : null
  if (kind !== 'running') return null
  const fresh = !before || (before.state.kind === 'queued' && before.doneBytes === 0)
  if (fresh) return { kind: 'started', download: after }
  const quarters = quartersOf(after)
  if (quarters <= quartersOf(before) || quarters >= 4) return null
  return { kind: 'quarter', download: after, percent: quarters / 4 }
}

/**
 * What happened between two snapshots of the queue that is worth saying: a start, each quarter, an
 * end. Nothing for the first snapshot, which tells of no change.
 */
export function announcementsBetween(
  before: readonly Download[] | null,
  after: readonly Download[],
): Announcement[] {
  if (!before) return []
  return after
    .map((download) =>
      announcementOf(
        before.find(({ id }) => id === download.id),
        download,
      ),
    )
    .filter((announcement) => announcement !== null)
}
