import { createHash } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { type Disk, realDisk } from './disk.ts'
import { createSegments, type Segment } from './segments.ts'

/** What a part file is a part of; another one's journal is never used for it. */
export interface JournalKey {
  bytes: number
  /** Anything that tells this content from every other: its sha256, or repository, commit and path. */
  content: string
}

/** Says which bytes of a part file are on disk; beside `x.part` lies `x.part.journal`. */
export interface Journal {
  /** Only for bytes that are on disk, not merely written. Returns when the record is, too. */
  append(segments: readonly Segment[]): Promise<void>
  close(): Promise<void>
}

const journalPath = (partPath: string) => `${partPath}.journal`

/** A record of its own: the sum covers the key, so no other file's record can be taken for it. */
function toRecord({ bytes, content }: JournalKey, { from, to }: Segment): string {
  const sum = createHash('sha256').update(`${content} ${bytes} ${from} ${to}`).digest('hex')
  return `${from} ${to} ${sum.slice(0, 12)}\n`
}

const toText = (key: JournalKey, segments: readonly Segment[]) =>
  segments.map((segment) => toRecord(key, segment)).join('')

/**
 * Bytes that are on disk, joined. Records with a wrong sum, such as the torn last one after a power
 * cut, count as none; so does a journal that is not there.
 */
export async function readJournal(partPath: string, key: JournalKey): Promise<readonly Segment[]> {
  const text = await readFile(journalPath(partPath), 'utf8').catch(() => '')
  const segments = createSegments()
  for (const line of text.split('\n')) {
    const [from, to] = line.split(' ').map(Number)
    if (from === undefined || to === undefined || !(from >= 0 && from < to && to <= key.bytes))
      continue
    if (toRecord(key, { from, to }) === `${line}\n`) segments.add({ from, to })
  }
  return segments.list()
}

/** Replaces what is recorded, at once or not at all. */
export async function writeJournal(
  partPath: string,
  key: JournalKey,
  segments: readonly Segment[],
  disk: Disk = realDisk,
): Promise<void> {
  const path = journalPath(partPath)
  const file = await disk.open(`${path}.new`)
  try {
    await file.truncate(0)
    await file.write([Buffer.from(toText(key, segments))], 0)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

/** Opens a journal to go on with; it begins with just these records, which keeps it short. */
export async function openJournal(
  partPath: string,
  key: JournalKey,
  segments: readonly Segment[],
  disk: Disk,
): Promise<Journal> {
  await writeJournal(partPath, key, segments, disk)
  const file = await disk.open(journalPath(partPath))
  let end = await file.size()
  return {
    async append(added) {
      const text = Buffer.from(toText(key, added))
      await file.write([text], end)
      await file.datasync()
      end += text.length
    },
    close: () => file.close(),
  }
}

export async function removeJournal(partPath: string): Promise<void> {
  await rm(`${journalPath(partPath)}.new`, { force: true })
  await rm(journalPath(partPath), { force: true })
}
