import { access, constants, mkdir, statfs } from 'node:fs/promises'
import type { Adapter } from '../../contract/models.ts'
import { log } from '../../platform/log.ts'
import type { FoundModel } from './found-model.ts'
import { inParallel } from './in-parallel.ts'
import type { createScanRecord } from './record-scans.ts'
import { isOwned } from './root-store.ts'
import type { createRootScanner, RootScan } from './scan-root.ts'
import type { StoredRoot } from './stored-model.ts'

/** How a folder stood at the last look. */
export interface RootCondition {
  here: boolean
  writable: boolean
  freeBytes: number | null
}

/** The whole look ends by then, whatever a dead network drive does. */
const PATIENCE_MILLISECONDS = 20_000
const ROOTS_AT_ONCE = 3
const nowhere: RootCondition = { here: false, writable: false, freeBytes: null }

export type LibraryScanner = ReturnType<typeof createLibraryScanner>

/**
 * Looks at all folders and keeps what it saw until the next look. Nothing is watched meanwhile.
 *
 * @param onSeen is told after each look
 */
export function createLibraryScanner(parts: {
  listRoots: () => StoredRoot[]
  scanRoot: ReturnType<typeof createRootScanner>
  record: ReturnType<typeof createScanRecord>
  /** Whether work is going on with the files of a model, which will say itself where they are. */
  isBusy: (modelId: string) => boolean
  onSeen: () => void
  signal: AbortSignal
}) {
  const conditions = new Map<string, RootCondition>()
  let here: ReadonlySet<string> = new Set()
  let adapters: Adapter[] = []
  let running: Promise<void> | undefined
  let queued: Promise<void> | undefined
  /** Counts changes that Carat makes on disk, so that a look meanwhile is not believed. */
  let changes = 0
  let changing = Promise.resolve()

  const look = async (root: StoredRoot): Promise<RootScan> => {
    const limit = AbortSignal.any([parts.signal, AbortSignal.timeout(PATIENCE_MILLISECONDS)])
    try {
      if (root.kind === 'carat') await mkdir(root.path, { recursive: true, mode: 0o700 })
      return await untilAborted(
        (async () => {
          const condition = await readCondition(root)
          const scan = await parts.scanRoot(root, limit)
          conditions.set(root.id, condition)
          return scan
        })(),
        limit,
      )
    } catch (error) {
      log.info({ error }, 'a folder with models cannot be read')
      conditions.set(root.id, nowhere)
      return { models: [], adapters: [] }
    }
  }

  const scanAll = async (): Promise<void> => {
    await changing
    const before = changes
    const scans = await inParallel(parts.listRoots(), ROOTS_AT_ONCE, look)
    if (parts.signal.aborted) return
    if (before !== changes) return await scanAll()
    const found: FoundModel[] = scans.flatMap(({ models }) => models)
    here = new Set(parts.record(found, new Set(), parts.isBusy))
    const byId = new Map(scans.flatMap((scan) => scan.adapters).map((each) => [each.id, each]))
    adapters = [...byId.values()]
    parts.onSeen()
  }

  const scan = (): Promise<void> => {
    running ??= scanAll()
      .catch((error: unknown) => log.warn({ error }, 'what was found could not be written down'))
      .finally(() => (running = undefined))
    return running
  }

  return {
    /** Looks again; who asks during a look waits for one that begins after it. */
    scan(): Promise<void> {
      if (!running) return scan()
      queued ??= running.then(() => {
        queued = undefined
        return scan()
      })
      return queued
    },
    /**
     * Moves, adds or removes files, one such change after the other, and writes down what it did: what
     * a look sees meanwhile is not believed.
     */
    change<Result>(work: () => Promise<Result>): Promise<Result> {
      const result = changing.then(async () => {
        changes += 1
        return await work()
      })
      changing = result.then(
        () => {},
        () => {},
      )
      return result
    },
    isHere: (modelId: string) => here.has(modelId),
    /** Of a model whose files were just put somewhere, or away. */
    setHere(modelId: string, isHere: boolean): void {
      const next = new Set(here)
      if (isHere) next.add(modelId)
      else next.delete(modelId)
      here = next
    },
    /** Waits until no look and no change is going on. */
    async settle(): Promise<void> {
      await Promise.allSettled([running, queued, changing])
    },
    adapters: () => adapters,
    conditionOf: (rootId: string) => conditions.get(rootId) ?? nowhere,
    /** Looks how much room there is now. */
    async refreshCondition(root: StoredRoot): Promise<RootCondition> {
      const condition = await readCondition(root).catch(() => nowhere)
      conditions.set(root.id, condition)
      return condition
    },
  }
}

/** @throws the system's error when the folder is not there */
async function readCondition(root: StoredRoot): Promise<RootCondition> {
  const space = await statfs(root.path)
  const writable =
    isOwned(root) &&
    (await access(root.path, constants.W_OK).then(
      () => true,
      () => false,
    ))
  return { here: true, writable, freeBytes: space.bavail * space.bsize }
}

async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  // It may end badly after nobody waits for it any more.
  promise.catch(() => {})
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
