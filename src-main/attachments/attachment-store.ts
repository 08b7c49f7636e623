import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Attachment } from '../contract/attachments.ts'
import type { Database } from '../database/open-database.ts'
import type { Pixels } from '../media/pixels-process.ts'
import { CaratError } from '../platform/carat-error.ts'
import { createAttachmentRows, type AttachmentFacts } from './attachment-rows.ts'
import { createCropStore, type NamedLook } from './crop-store.ts'
import { cleanName } from './clean-name.ts'
import { receiveFile, type IncomingFile } from './receive-file.ts'
import { attachmentFolder, incomingFolder, renderingFile } from './rendering-file.ts'
import { syncEntries, syncFolder } from './sync-to-disk.ts'

const UNUSED_FOR_MS = 60 * 60 * 1000
const UNUSED_AT_ONCE = 100

interface AttachmentStoreParts {
  database: Database
  dataFolder: string
  pixels: Pick<Pixels, 'preparePicture' | 'cut'>
  /** False where the folder takes nothing: pictures can be shown, none added. */
  writable?: boolean
  /** Pictures that a snapshot would need: they stay although nothing here shows them. */
  inSnapshots?(): Promise<ReadonlySet<string>>
}

/** Pictures by the hash of their bytes: the same bytes are stored once, whatever their name. */
export interface AttachmentStore {
  /**
   * Stores a picture and its renderings; when it resolves, they survive a power cut.
   *
   * @throws CaratError about the file, and the signal's reason after an abort; nothing is kept then.
   */
  add(file: IncomingFile, signal?: AbortSignal): Promise<Attachment>
  /** @throws CaratError `ATTACHMENT_NOT_FOUND`. */
  get(id: string): AttachmentFacts
  /**
   * The file of the pixels an engine sees, a PNG.
   *
   * @throws CaratError `ATTACHMENT_NOT_FOUND`, also when the file is gone.
   */
  findView(id: string): Promise<URL>
  /**
   * The files of everything an engine looks at for one picture, PNGs: the whole, then the crops.
   * Those are cut when they are first asked for; the same picture and look always give the same bytes.
   *
   * @throws CaratError `ATTACHMENT_NOT_FOUND`, or about the original.
   */
  findViews(id: string, look: NamedLook): Promise<URL[]>
  /**
   * Deletes what no message, no draft and no snapshot has. What was added within the last hour stays: it may be
   * on its way into one.
   */
  removeUnused(now?: number): Promise<void>
}

/** Opens the store of a profile and clears what an earlier run left half received. */
export function createAttachmentStore(parts: AttachmentStoreParts): AttachmentStore {
  const { database, dataFolder, pixels, writable = true } = parts
  const { inSnapshots = async () => new Set<string>() } = parts
  const rows = createAttachmentRows(database)
  const crops = createCropStore(dataFolder, pixels)
  const incoming = incomingFolder(dataFolder)
  if (writable) {
    rmSync(incoming, { recursive: true, force: true })
    mkdirSync(incoming, { recursive: true, mode: 0o700 })
  }
  /** Ends of the stores under way, by id: the same bytes twice at once are decoded once. */
  const storing = new Map<string, Promise<unknown>>()

  const stored = (id: string) => {
    const facts = rows.find(id)
    return facts && existsSync(renderingFile(dataFolder, id, 'view')) ? facts : null
  }

  const known = (id: string) => {
    const facts = rows.find(id)
    if (!facts) throw new CaratError('ATTACHMENT_NOT_FOUND', { attachmentId: id })
    return facts
  }

  async function findView(id: string): Promise<URL> {
    known(id)
    const file = renderingFile(dataFolder, id, 'view')
    try {
      await access(file)
      return pathToFileURL(file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw new CaratError('ATTACHMENT_NOT_FOUND', { attachmentId: id }, { cause: error })
    }
  }

  /** Prepares the received original and moves its folder to where its hash says. */
  async function store(
    { id, bytes, name }: { id: string; bytes: number; name: string },
    folder: string,
    signal?: AbortSignal,
  ): Promise<AttachmentFacts> {
    const source = join(folder, 'original')
    const facts = await pixels.preparePicture({ source, name, outputFolder: folder }, signal)
    await syncFolder(folder)
    const target = attachmentFolder(dataFolder, id)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    // A folder that is there already comes from a run that died before its row, or lacks a file.
    await rm(target, { recursive: true, force: true })
    await rename(folder, target)
    await syncEntries(dirname(target))
    return rows.insert({ id, bytes, ...facts })
  }

  /**
   * Takes a picture out of the store at once. Its folder lies among what is half received until it
   * is deleted, so that a crash on the way leaves nothing behind.
   */
  const takeAway = (id: string): string => {
    const leaving = join(incoming, randomUUID())
    const folder = attachmentFolder(dataFolder, id)
    if (existsSync(folder)) renameSync(folder, leaving)
    rows.remove(id)
    return leaving
  }

  return {
    async add(file, signal) {
      if (!writable) throw new CaratError('DATA_READ_ONLY', { folder: dataFolder })
      const name = cleanName(file.name)
      const folder = join(incoming, randomUUID())
      await mkdir(folder, { mode: 0o700 })
      try {
        const named = { name, size: file.size, stream: () => file.stream() }
        const { bytes, sha256: id } = await receiveFile(named, join(folder, 'original'), signal)
        while (storing.has(id)) await storing.get(id)
        signal?.throwIfAborted()
        const before = stored(id)
        if (before) return { name, ...rows.insert(before) }
        const work = store({ id, bytes, name }, folder, signal)
        storing.set(
          id,
          work.then(
            () => storing.delete(id),
            () => storing.delete(id),
          ),
        )
        return { name, ...(await work) }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    get: known,
    findView,
    async findViews(id, look) {
      const whole = await findView(id)
      return [whole, ...(await crops.find(known(id), look))]
    },
    async removeUnused(now = Date.now()) {
      const addedBefore = now - UNUSED_FOR_MS
      if (!writable || rows.unused(addedBefore, '', 1).length === 0) return
      const needed = await inSnapshots()
      for (let after: string | undefined = ''; after !== undefined;) {
        const unused = rows.unused(addedBefore, after, UNUSED_AT_ONCE)
        const removable = unused.filter((id) => !storing.has(id) && !needed.has(id))
        const folders = removable.map(takeAway)
        for (const folder of folders) await rm(folder, { recursive: true, force: true })
        after = unused.length < UNUSED_AT_ONCE ? undefined : unused.at(-1)
      }
    },
  }
}
