import { setTimeout as wait } from 'node:timers/promises'
import { discardTransfer } from '../downloads/transfer-file.ts'
import { DEMO_MODEL_ID } from '../demo-model.ts'
import { readFileFacts } from './file-facts.ts'
import { inParallel } from './in-parallel.ts'
import { type LibraryContext, pathOf } from './library-context.ts'
import type { MoveStore } from './move-store.ts'
import { recoverMoves } from './recover-moves.ts'
import type { createScanRecord } from './record-scans.ts'
import type { Removals } from './removal.ts'
import { repairPath } from './repair-model.ts'
import { DEMO_ROOT_ID } from './root-store.ts'
import type { createRootScanner } from './scan-root.ts'

/** So long a start waits for drives; what is not seen by then is seen a little later. */
const PATIENCE_MILLISECONDS = 2_000

/**
 * Makes the library ready: the model that ships is there, what a dead process left is in order, and
 * the folders are looked at, for a while before this resolves and then in the background.
 */
export async function openLibrary(parts: {
  context: LibraryContext
  moves: MoveStore
  removals: Removals
  record: ReturnType<typeof createScanRecord>
  scanRoot: ReturnType<typeof createRootScanner>
  signal: AbortSignal
}): Promise<void> {
  const { context, moves, record, removals, scanRoot, signal } = parts
  const { roots, scanner, store } = context
  const demo = roots.find(DEMO_ROOT_ID)
  if (demo) {
    const { models } = await scanRoot(demo, signal)
    record(models, new Set(store.list().map(({ id }) => id)), () => false)
    scanner.setHere(DEMO_MODEL_ID, models.length > 0)
  }
  const lookAround = async () => {
    await Promise.all([recoverMoves(context, moves), seeWhatIsThere(context)])
    await removals.recover()
    await scanner.scan()
  }
  const enough = new AbortController()
  await Promise.race([
    lookAround().catch(() => {}),
    wait(PATIENCE_MILLISECONDS, undefined, { signal: enough.signal, ref: false }).catch(() => {}),
  ])
  enough.abort()
}

/** Believes files that are in their places, before their headers are looked at. */
async function seeWhatIsThere(context: LibraryContext): Promise<void> {
  const { roots, scanner, store, tasks } = context
  await Promise.all(roots.list().map((root) => scanner.refreshCondition(root)))
  await inParallel(store.list(), 8, async (model) => {
    const root = roots.find(model.rootId)
    const [first] = model.files
    if (!root || !first) return
    const path = pathOf(root, first)
    if (await readFileFacts(path)) scanner.setHere(model.id, true)
    for (const file of model.files)
      if (file.sourcePath !== null && !tasks.isRunning(model.id))
        await discardTransfer(repairPath(pathOf(root, file)))
  })
}
