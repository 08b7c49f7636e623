import type { Failure } from '../../contract/errors.ts'
import { toFailure } from '../../platform/carat-error.ts'
import type { DownloadHome } from '../library/downloaded-model.ts'
import type { ModelSources } from '../sources/model-source.ts'
import type { Disk } from './disk.ts'
import { requireSpace } from './disk-space.ts'
import type { DownloadJob } from './download-job.ts'
import { planRetry } from './retry-plan.ts'

/** What is needed to see whether a download could go on. */
export interface LookParts {
  home: DownloadHome
  sources: ModelSources
  disk: Disk
}

/**
 * Looks whether what keeps a download from going on is still so, without beginning anything.
 *
 * @returns what keeps it now; null when it should be tried
 */
export async function lookAgain(
  { missingBytes, stored }: DownloadJob,
  failure: Failure,
  { disk, home, sources }: LookParts,
  signal: AbortSignal,
): Promise<Failure | null> {
  const { choice, files, rootId } = stored
  const { ref, revision } = choice
  try {
    if (failure.code === 'HUB_ACCESS' || failure.code === 'OFFLINE') {
      const path = files[0]?.path ?? ''
      await sources[ref.source].locate({ ref, revision, path }, signal)
    } else {
      const { path } = await home.root(rootId)
      await requireSpace(path, [missingBytes()], 0, disk)
    }
    return null
  } catch (error) {
    signal.throwIfAborted()
    const now = toFailure(error)
    const plan = planRetry(now, 0)
    // What is for good is for the download itself to meet; what passes changes nothing.
    if (plan.kind === 'never') return null
    return plan.kind === 'look' ? now : failure
  }
}
