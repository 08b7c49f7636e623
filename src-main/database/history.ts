import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { HistoryState, Preview, Snapshot, SnapshotReason } from '../contract/history.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { CaratError, toFailure } from '../platform/carat-error.ts'
import type { Host } from '../platform/host.ts'
import { log } from '../platform/log.ts'
import { createKeeper } from './keeper-process.ts'
import { DATABASE_FILE, type Database } from './open-database.ts'
import { listSnapshotFiles, type SnapshotFile, snapshotsFolder } from './snapshot-files.ts'
import { readReport, writeReport, writeRequest } from './start-files.ts'
import type { StorageWatch } from './storage-watch.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Snapshots of the database while it is in use, and the ways back to them. */
export function createHistory(parts: {
  database: Database
  host: Pick<Host, 'dataFolder' | 'spawnChild' | 'restartServices'>
  storage: StorageWatch
}) {
  const { database, host, storage } = parts
  const { dataFolder } = host
  const file = join(dataFolder, DATABASE_FILE)
  const keeper = createKeeper(host)
  const changes = createBroadcast<HistoryState>()
  const hasChats = database.prepare('select 1 from chats limit 1')
  /** What was read of each snapshot; a finished one never changes. */
  const contents = new Map<string, Snapshot['contents']>()
  let snapshots: Snapshot[] | null = null
  let work: HistoryState['work'] = { kind: 'idle' }
  let report = readReport(dataFolder)
  let damaged = false
  let making: AbortController | null = null

  const state = (): HistoryState => ({
    snapshots,
    work,
    storage: storage.state(),
    frozen: storage.frozen,
    damaged,
    report,
    folder: snapshotsFolder(dataFolder),
  })
  const publish = () => changes.publish(state())

  const find = (id: string): SnapshotFile => {
    const found = listSnapshotFiles(dataFolder).find((snapshot) => snapshot.id === id)
    if (!found) throw new CaratError('SNAPSHOT_NOT_FOUND', { id })
    return found
  }

  /** Reads the folder anew, and in the keeper's process what is in files not yet known. */
  async function refresh(): Promise<void> {
    const files = listSnapshotFiles(dataFolder)
    const unknown = files.filter(({ id }) => !contents.has(id))
    if (unknown.length > 0) {
      const paths = unknown.map(({ path }) => path)
      const read = await keeper.run((client) => client.describe({ paths }))
      for (const [index, { id }] of unknown.entries()) contents.set(id, read[index] ?? null)
    }
    snapshots = files.map(({ path: _, ...snapshot }) => ({
      ...snapshot,
      contents: contents.get(snapshot.id) ?? null,
    }))
    publish()
  }

  async function make(reason: SnapshotReason): Promise<void> {
    if (making) return
    making = new AbortController()
    const { signal } = making
    const show = (next: HistoryState['work']) => {
      work = next
      publish()
    }
    show({ kind: 'making', fraction: 0 })
    try {
      await keeper.run(async (client) => {
        for await (const fraction of await client.keep({ dataFolder, source: file, reason }))
          show({ kind: 'making', fraction })
      }, signal)
      work = { kind: 'idle' }
    } catch (error) {
      const failure = toFailure(error)
      damaged ||= failure.code === 'DATABASE_DAMAGED'
      if (!signal.aborted) log.warn({ failure }, 'no snapshot could be made')
      work = signal.aborted ? { kind: 'idle' } : { kind: 'failed', failure }
    }
    making = null
    publish()
    await refresh().catch((error: unknown) => log.warn({ error }))
  }

  const requireWritable = () => {
    if (storage.state() !== 'ok') throw new CaratError('DATA_READ_ONLY', { folder: dataFolder })
  }

  return {
    async *follow(signal: AbortSignal | undefined): AsyncGenerator<HistoryState, void, void> {
      const events = changes.follow(signal, state)
      if (snapshots === null) refresh().catch((error: unknown) => log.warn({ error }))
      yield* events
    },

    /** Begins a snapshot in the background. @throws CaratError `DATA_READ_ONLY` */
    makeSnapshot(): void {
      requireWritable()
      void make('manual')
    },

    cancelSnapshot: (): void => making?.abort(),

    /** Makes today's snapshot if there is something to keep and the newest one is a day old. */
    async makeIfDue(now = Date.now()): Promise<void> {
      if (storage.state() !== 'ok' || !existsSync(file) || !hasChats.get()) return
      const newest = listSnapshotFiles(dataFolder).find(({ reason }) => reason === 'daily')
      const age = newest ? now - newest.createdAt : Number.POSITIVE_INFINITY
      // A clock that was set back must not stop them for long.
      if (age < DAY_MS && age >= -DAY_MS) return
      await make('daily')
    },

    /** @throws CaratError `SNAPSHOT_NOT_FOUND` */
    preview(id: string, signal?: AbortSignal): Promise<Preview> {
      const snapshot = find(id).path
      return keeper.run((client) => client.compare({ snapshot, present: file }), signal)
    },

    /** Has the next start go back to a snapshot, and starts anew. @throws CaratError */
    restore(id: string): void {
      requireWritable()
      find(id)
      making?.abort()
      writeRequest(dataFolder, { kind: 'restore', id })
      host.restartServices()
    },

    /** Has the next start rescue what can be read, and starts anew. @throws CaratError */
    rescue(): void {
      requireWritable()
      writeRequest(dataFolder, { kind: 'rescue' })
      host.restartServices()
    },

    reopen: (): void => host.restartServices(),

    dismissReport(): void {
      report = null
      if (storage.state() === 'ok') writeReport(dataFolder, null)
      publish()
    },

    /** Pictures that a snapshot would need. @throws when one cannot be read */
    async attachmentsInSnapshots(): Promise<ReadonlySet<string>> {
      const paths = listSnapshotFiles(dataFolder).map(({ path }) => path)
      if (paths.length === 0) return new Set()
      return new Set(await keeper.run((client) => client.listAttachments({ paths })))
    },

    /** Tells every window when the storage takes or refuses what is written. */
    async watchStorage(signal: AbortSignal): Promise<void> {
      for await (const _ of storage.changes(signal)) publish()
    },

    dispose: () => keeper.dispose(),
  }
}
