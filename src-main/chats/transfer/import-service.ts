import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { AttachmentStore } from '../../attachments/attachment-store.ts'
import type { ImportResult, ImportState } from '../../contract/transfer.ts'
import type { Database } from '../../database/open-database.ts'
import { CaratError, toFailure } from '../../platform/carat-error.ts'
import type { Host } from '../../platform/host.ts'
import { log } from '../../platform/log.ts'
import type { PresetStore } from '../../presets/preset-store.ts'
import type { OrderService } from '../order/order-service.ts'
import { createImportCommits } from './import/commit-conversation.ts'
import { createGrowths } from './import/grow-conversation.ts'
import { createImportTrail, type ImportTrail } from './import/import-trail.ts'
import { inspectImport, type Inspected } from './import/inspect-import.ts'
import { createExportReaders, type OpenedExport } from './import/reader-process.ts'
import { createReceivedFiles, type ReceivedFiles } from './import/received-files.ts'
import { createImportRun, noConversations } from './import/run-import.ts'
import { createTransferJob, type TransferJob } from './transfer-job.ts'
import type { TransferFolders } from './transfer-folders.ts'
import { createWatched, type Watched } from './watched.ts'

export interface ImportServiceParts {
  database: Database
  attachments: Pick<AttachmentStore, 'add' | 'get'>
  folders: TransferFolders
  /** Exports are read in a process of their own. */
  host: Pick<Host, 'spawnChild'>
  presets: Pick<PresetStore, 'adoptAssistants' | 'adoptPrompts' | 'read' | 'removeAll'>
  chats: {
    /** Tells every window of one that is there now, or has other messages. */
    announce(chatId: string): void
    order: Pick<OrderService, 'arrange' | 'changeFolder' | 'makeFolder'>
  }
  /** How long files are kept that no window asks about; long enough for a reload. */
  patienceMs?: number
}

interface RunningImport {
  job: TransferJob<ImportState>
  files: ReceivedFiles
  opened: OpenedExport | null
  inspected: Inspected | null
  trail: ImportTrail
  watched: Watched
  /** What is going on now; steps follow one another. */
  work: Promise<void>
}

/** The next piece may take a while over a slow connection. */
const PATIENCE_MS = 5 * 60_000

const isEnd = ({ kind }: ImportState) =>
  kind === 'done' || kind === 'cancelled' || kind === 'failed'
const nothing: ImportResult = {
  ...noConversations,
  beside: { prompts: 0, assistants: 0, folders: 0 },
}

/** Conversations on their way in: received, looked through, then imported as chosen. */
export function createImportService(parts: ImportServiceParts) {
  const { database, attachments, folders, host, chats, presets } = parts
  const { patienceMs = PATIENCE_MS } = parts
  const commits = createImportCommits(database)
  const growths = createGrowths(database)
  const readers = createExportReaders(host)
  const imports = new Map<string, RunningImport>()

  const known = (id: string) => {
    const found = imports.get(id)
    if (!found) throw new CaratError('TRANSFER_GONE', {})
    return found
  }

  const letGo = async (found: RunningImport) => {
    await found.opened?.close()
    found.opened = null
    await found.files.remove()
  }

  const toEnd = (error: unknown, signal: AbortSignal, result = nothing): ImportState => {
    if (signal.aborted) return { kind: 'cancelled', result }
    const failure = toFailure(error)
    if (failure.code === 'INTERNAL') log.error({ error }, 'an import failed unexpectedly')
    return { kind: 'failed', failure, result }
  }

  /** Does the next step after the ones before it. An end is told once the files are gone. */
  const next = (found: RunningImport, step: (signal: AbortSignal) => Promise<ImportState>) => {
    const { job } = found
    found.work = found.work.then(async () => {
      if (isEnd(job.state())) return
      const state = await step(job.signal).catch((error: unknown) => toEnd(error, job.signal))
      if (isEnd(state)) found.watched.stop()
      if (isEnd(state)) await letGo(found).catch((error: unknown) => log.warn({ error }))
      job.set(state)
    })
  }

  const inspect = async (found: RunningImport, signal: AbortSignal): Promise<ImportState> => {
    found.job.set({ kind: 'reading', bytes: 0, totalBytes: 0 })
    const { files } = found
    const opened = await readers.open(files.list(), files.folder, signal)
    found.opened = opened
    let told = 0
    const report = (bytes: number) => {
      if (Date.now() - told < 100) return
      told = Date.now()
      found.job.set({ kind: 'reading', bytes, totalBytes: opened.totalBytes })
    }
    report(0)
    found.inspected = await inspectImport(opened, { commits, growths, presets }, signal, report)
    return { kind: 'preview', preview: found.inspected.preview }
  }

  const run = async (
    found: RunningImport,
    chosen: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<ImportState> => {
    const { inspected, opened, trail } = found
    if (!opened || !inspected) throw new CaratError('TRANSFER_GONE', {})
    const { beside } = inspected
    const total = chosen.size
    let done = 0
    found.job.set({ kind: 'importing', done, total })
    const importing = createImportRun(opened, inspected.found, {
      attachments,
      commits,
      growths,
      trail,
      restore(chatId) {
        chats.order.arrange([{ chatIds: [chatId], change: { removed: false } }])
        trail.addChat(chatId)
      },
      onImported(chatId) {
        trail.addChat(chatId)
        chats.announce(chatId)
      },
      onGrown(growth) {
        trail.addGrowth(growth)
        if (commits.standing(growth.chatId) === 'here') chats.announce(growth.chatId)
      },
      onDone: () => found.job.set({ kind: 'importing', done: (done += 1), total }),
    })
    const result = () => ({ ...importing.result(), beside: trail.beside() })
    try {
      if (chosen.size > 0) await importing.run(chosen, signal)
      for (const folder of beside.folders) {
        signal.throwIfAborted()
        trail.addFolder(folder)
        await setImmediate()
      }
      trail.addAssistants(beside.assistants)
      trail.addPrompts(beside.prompts)
      return { kind: 'done', result: result() }
    } catch (error) {
      return toEnd(error, signal, result())
    }
  }

  const cancel = (id: string) => {
    const found = imports.get(id)
    if (!found) return
    found.job.cancel()
    // When nothing goes on, nobody else would notice.
    next(found, async () => ({ kind: 'cancelled', result: nothing }))
  }

  /** Work outlives its watchers; files that only wait for an answer do not. */
  const cancelUnlessRunning = (id: string) => {
    if (imports.get(id)?.job.state().kind !== 'importing') cancel(id)
  }

  return {
    begin(): string {
      const id = randomUUID()
      imports.set(id, {
        job: createTransferJob<ImportState>({ kind: 'receiving' }, isEnd),
        files: createReceivedFiles(join(folders.imports, id)),
        opened: null,
        inspected: null,
        trail: createImportTrail({
          commits,
          growths,
          presets,
          order: chats.order,
          announce: chats.announce,
        }),
        watched: createWatched(patienceMs, () => cancelUnlessRunning(id)),
        work: Promise.resolve(),
      })
      return id
    },
    /** @throws CaratError `TRANSFER_GONE`, and as the disk does */
    async receive(id: string, file: number, name: string, piece: Blob): Promise<void> {
      const found = known(id)
      // After an end the folder is gone, and a piece would make it anew.
      const received = found.work.then(async () => {
        const { files, job } = found
        if (job.state().kind !== 'receiving' || job.signal.aborted)
          throw new CaratError('TRANSFER_GONE', {})
        await files.receive(file, name, piece)
      })
      found.work = received.catch(() => {})
      await found.watched.during(received)
    },
    /** @throws CaratError `TRANSFER_GONE` */
    inspect(id: string): void {
      const found = known(id)
      if (found.job.state().kind === 'receiving') next(found, (signal) => inspect(found, signal))
    },
    /** @throws CaratError `TRANSFER_GONE` */
    follow(id: string, signal: AbortSignal | undefined) {
      const { job, watched } = known(id)
      return watched.follow(job.follow(signal))
    },
    /** @throws CaratError `TRANSFER_GONE` */
    run(id: string, chosen: ReadonlySet<string>): void {
      const found = known(id)
      if (found.job.state().kind === 'preview') next(found, (signal) => run(found, chosen, signal))
    },
    cancel,
    /** @throws CaratError `TRANSFER_GONE` */
    undo: (id: string): { keptMessages: number } => known(id).trail.undo(),
    async dispose(): Promise<void> {
      for (const { job, watched } of imports.values()) {
        watched.stop()
        job.cancel()
      }
      await Promise.all([...imports.values()].map(({ work }) => work))
      await readers.dispose()
    },
  }
}
