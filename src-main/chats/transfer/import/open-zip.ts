import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { CaratError } from '../../../platform/carat-error.ts'
import { archiveLimits, damaged, type ImportArchive, type ImportEntry } from './import-archive.ts'

const isFolder = (entry: Entry) => entry.fileName.endsWith('/')
/** The upper half holds a Unix mode, where a link is one that is not followed: it has no place here. */
const isLink = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

/**
 * Reads the list of a zip archive; entries are unpacked one by one, into memory or the attachment
 * store, and never to a path of their own. yauzl refuses names that lead elsewhere and entries that
 * hold more than they say.
 *
 * @throws CaratError `IMPORT_DAMAGED` or `IMPORT_REFUSED`
 */
export async function openZip(file: string, name: string): Promise<ImportArchive> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(
    (error: unknown) => {
      throw damaged(name, error)
    },
  )
  try {
    return { name, entries: await listEntries(zip, name), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw damaged(name, error)
  }
}

async function listEntries(zip: ZipFile, name: string): Promise<ImportEntry[]> {
  const refuse = (reason: 'entries' | 'size' | 'ratio' | 'names') =>
    new CaratError('IMPORT_REFUSED', { name, reason })
  const entries: ImportEntry[] = []
  let total = 0
  let count = 0
  try {
    for await (const entry of zip.eachEntry()) {
      count += 1
      total += entry.uncompressedSize
      if (count > archiveLimits.entries) throw refuse('entries')
      if (total > archiveLimits.totalBytes) throw refuse('size')
      if (isBomb(entry)) throw refuse('ratio')
      if (isFolder(entry) || isLink(entry) || entry.isEncrypted()) continue
      entries.push(toEntry(zip, entry))
    }
  } catch (error) {
    if (
      error instanceof Error &&
      /^(absolute path|invalid relative path|invalid char)/.test(error.message)
    )
      throw refuse('names')
    throw error
  }
  return entries
}

const isBomb = ({ compressedSize, uncompressedSize }: Entry) =>
  uncompressedSize > archiveLimits.ratioFromBytes &&
  uncompressedSize > compressedSize * archiveLimits.ratio

const toEntry = (zip: ZipFile, entry: Entry): ImportEntry => ({
  name: entry.fileName,
  bytes: entry.uncompressedSize,
  async *open() {
    try {
      for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Buffer
    } catch (error) {
      throw damaged(entry.fileName, error)
    }
  },
})
