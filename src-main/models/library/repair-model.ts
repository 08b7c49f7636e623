import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { HttpClient } from '../../network/http.ts'
import { CaratError } from '../../platform/carat-error.ts'
import { requireSpace } from '../downloads/disk-space.ts'
import type { SpeedLimit } from '../downloads/speed-limit.ts'
import type { Transfer } from '../downloads/transfer.ts'
import { discardTransfer, finishTransfer, transferFile } from '../downloads/transfer-file.ts'
import type { ModelSources } from '../sources/model-source.ts'
import { readFileFacts } from './file-facts.ts'
import type { TaskProgress } from './file-tasks.ts'
import { hashFile } from './hash-file.ts'
import { type LibraryContext, pathOf, type PlacedModel } from './library-context.ts'
import { salvageBlocks } from './salvage-blocks.ts'
import type { ModelOrigin, StoredFile } from './stored-model.ts'

/** How files are fetched again. */
export interface RepairNetwork {
  http: HttpClient
  sources: ModelSources
  limit: SpeedLimit
}

/** Beside the file, on the same drive, under a name that no look takes for a model. */
export const repairPath = (path: string) => `${path}.repair`

/**
 * Fetches the damaged parts of a model again from where it came, or whole files where nobody wrote
 * down what each part should be. A file is replaced only when the new one is right.
 *
 * @throws CaratError `MODEL_NOT_REPAIRABLE`, `DOWNLOAD_NO_SPACE`, those of the source and of
 *   transfers; the system's errors and the signal's reason
 */
export async function repairModel(
  context: LibraryContext,
  placed: PlacedModel,
  network: RepairNetwork,
  progress: TaskProgress,
  signal: AbortSignal,
): Promise<void> {
  const { model, root } = placed
  const { origin } = model
  const fetchable = model.files.filter(({ sourcePath }) => sourcePath !== null)
  if (!origin || fetchable.length === 0)
    throw new CaratError('MODEL_NOT_REPAIRABLE', { modelName: model.name })
  const damaged: StoredFile[] = []
  for (const file of fetchable)
    if (await isDamaged(pathOf(root, file), file, signal)) damaged.push(file)
  let expected = 0
  const plan = (bytes: number) => progress.expect((expected += bytes))
  for (const file of damaged)
    await repairFile(context, placed, { file, origin }, network, { ...progress, plan }, signal)
}

async function isDamaged(path: string, file: StoredFile, signal: AbortSignal): Promise<boolean> {
  if (file.check.state === 'damaged') return true
  const facts = await readFileFacts(path)
  if (!facts) return true
  const isUntouched = facts.bytes === file.bytes && facts.modifiedAt === file.modifiedAt
  if (file.sha256 === null || (isUntouched && file.check.state === 'ok')) return false
  return (await hashFile(path, signal, () => {})) !== file.sha256
}

async function repairFile(
  { scanner, store }: LibraryContext,
  { model, root }: PlacedModel,
  { file, origin }: { file: StoredFile; origin: ModelOrigin },
  { http, limit, sources }: RepairNetwork,
  progress: TaskProgress & { plan: (bytes: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const path = pathOf(root, file)
  const source = sources[origin.ref.source]
  const remote = { ...origin, path: file.sourcePath ?? '' }
  const { bytes, sha256 } = await source.locate(remote, signal)
  await mkdir(dirname(path), { recursive: true })
  await requireSpace(dirname(path), [bytes], 0)
  const transfer: Transfer = {
    file: remote,
    bytes,
    sha256: sha256 ?? file.sha256,
    partPath: repairPath(path),
  }
  try {
    const blocks = store.blocksOf(model.id, file)
    if (blocks && (await readFileFacts(path))) await salvageBlocks(path, transfer, blocks, signal)
    let isPlanned = false
    const digests = await transferFile(transfer, {
      http,
      source,
      signal,
      limit,
      onProgress: (state) => {
        // The first report is what was salvaged: only what is fetched counts as work.
        if (state.kind === 'recorded' && !isPlanned) progress.plan(bytes - state.doneBytes)
        if (state.kind === 'recorded') isPlanned = true
        if (state.kind === 'received') progress.add(state.bytes)
      },
    })
    await scanner.change(async () => {
      await finishTransfer(transfer.partPath, path)
      const { mtimeMs, size } = await stat(path)
      const now = { bytes: size, modifiedAt: Math.floor(mtimeMs) }
      const state = transfer.sha256 ? 'ok' : 'unknown'
      store.setCheck(model.id, file, { state, at: Date.now() }, now)
      store.setBlocks(model.id, file, digests.blocks)
    })
  } finally {
    await discardTransfer(transfer.partPath)
  }
}
