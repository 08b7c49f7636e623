import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { AttachmentStore } from '../../attachments/attachment-store.ts'
import { downloadPath, type ExportState } from '../../contract/transfer.ts'
import type { Database } from '../../database/open-database.ts'
import { CaratError, toFailure } from '../../platform/carat-error.ts'
import type { Host } from '../../platform/host.ts'
import { log } from '../../platform/log.ts'
import type { PresetStore } from '../../presets/preset-store.ts'
import { createChatStore } from '../chat-store.ts'
import { createExportReader } from './export/read-exported.ts'
import { type ExportOrder, exportName, runExport } from './export/run-export.ts'
import { createTransferJob, type TransferJob } from './transfer-job.ts'
import type { TransferFolders } from './transfer-folders.ts'

export interface ExportServiceParts {
  database: Database
  attachments: Pick<AttachmentStore, 'get'>
  folders: TransferFolders
  presets: Pick<PresetStore, 'read'>
  host: Pick<Host, 'dataFolder' | 'version' | 'chooseSavePath' | 'printPdf'>
}

/** A finished export on its way to a browser. */
export interface ExportDownload {
  file: string
  name: string
  /** It has been sent, or has not: either way nobody can ask for it again. */
  taken(): Promise<void>
}

const isEnd = ({ kind }: ExportState) => kind !== 'running'
/** An export nobody fetches goes after this long. */
const KEPT_MS = 15 * 60_000

/** Conversations on their way out: one file each, written in the background. */
export function createExportService(parts: ExportServiceParts) {
  const { database, attachments, folders, host, presets } = parts
  const reader = createExportReader(database, createChatStore(database), presets)
  const jobs = new Map<string, TransferJob<ExportState>>()
  const running = new Set<Promise<void>>()
  const downloads = new Map<string, ExportDownload>()

  const job = (id: string) => {
    const found = jobs.get(id)
    if (!found) throw new CaratError('TRANSFER_GONE', {})
    return found
  }

  const offer = (id: string, file: string, name: string) => {
    const remove = () => rm(file, { force: true })
    const timer = setTimeout(() => {
      downloads.delete(id)
      void remove()
    }, KEPT_MS)
    timer.unref()
    downloads.set(id, {
      file,
      name,
      async taken() {
        clearTimeout(timer)
        await remove()
      },
    })
  }

  return {
    /**
     * Begins an export; null when its place was not chosen.
     *
     * @throws CaratError `EXPORT_EMPTY`, `EXPORT_NO_PDF`, or about what is to be exported
     */
    async start(order: ExportOrder): Promise<string | null> {
      if (order.format === 'pdf' && !host.printPdf) throw new CaratError('EXPORT_NO_PDF', {})
      const chats = reader.listChats(order.scope)
      if (chats.length === 0) throw new CaratError('EXPORT_EMPTY', {})
      const name = exportName(order, chats, reader)
      const id = randomUUID()
      const chosen = host.chooseSavePath ? await host.chooseSavePath(name) : undefined
      if (chosen === null) return null
      const place = chosen ?? join(folders.exports, id)
      const total = chats.length
      const started = createTransferJob<ExportState>(
        { kind: 'running', done: 0, total, printing: false },
        isEnd,
      )
      jobs.set(id, started)
      const report = (done: number, printing: boolean) =>
        started.set({ kind: 'running', done, total, printing })
      const parts = {
        reader,
        attachments,
        dataFolder: host.dataFolder,
        carat: host.version,
        printPdf: host.printPdf,
      }
      const work = runExport(order, chats, place, parts, report, started.signal)
        .then(({ bytes, missing }) => {
          if (chosen === undefined) offer(id, place, name)
          started.set({
            kind: 'done',
            name: chosen === undefined ? name : basename(chosen),
            bytes,
            missing,
            place:
              chosen === undefined
                ? { kind: 'download', path: downloadPath(id) }
                : { kind: 'saved', path: chosen },
          })
        })
        .catch((error: unknown) => {
          if (started.signal.aborted) return started.set({ kind: 'cancelled' })
          const failure = toFailure(error)
          if (failure.code === 'INTERNAL') log.error({ error }, 'an export failed unexpectedly')
          started.set({ kind: 'failed', failure })
        })
      running.add(work)
      void work.finally(() => running.delete(work))
      return id
    },
    /** @throws CaratError `TRANSFER_GONE` */
    follow: (id: string, signal: AbortSignal | undefined) => job(id).follow(signal),
    cancel: (id: string) => jobs.get(id)?.cancel(),
    /** The file of a finished export, once. */
    takeDownload(id: string): ExportDownload | null {
      const found = downloads.get(id) ?? null
      downloads.delete(id)
      return found
    },
    async dispose(): Promise<void> {
      for (const each of jobs.values()) each.cancel()
      await Promise.all(running)
    },
  }
}
