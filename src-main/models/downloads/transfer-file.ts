import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CaratError } from '../../platform/carat-error.ts'
import { createAddress, StaleBytesError } from './address.ts'
import { BLOCK_BYTES, type Digests } from './block-digests.ts'
import { createConnections } from './connections.ts'
import { syncNames } from './disk.ts'
import { createHashFront, type HashFront } from './hash-front.ts'
import { removeJournal, writeJournal } from './journal.ts'
import { openPartFile, type PartFile } from './part-file.ts'
import { journalKeyOf, type Transfer, type TransferOptions } from './transfer.ts'

/** How often everything may be fetched anew: bytes with a wrong hash, or of another file by now. */
const MOST_RESTARTS = 1
/** How often the share that is hashed is told, in milliseconds. */
const REPORT_TIME = 200

/**
 * Fetches what is missing of a file and checks the whole. On return the part file is complete, on
 * disk and right, and its journal still beside it; `finishTransfer` gives it its name. After any
 * error, abort or kill the next call goes on from what the journal says. A wrong hash is answered by
 * fetching everything once more.
 *
 * @throws CaratError `DOWNLOAD_CORRUPT` for the second wrong hash, `DOWNLOAD_CHANGED`, `HUB_FAILED`,
 *   those of the source and of HttpClient; what the file system throws; the signal's reason.
 */
export async function transferFile(transfer: Transfer, options: TransferOptions): Promise<Digests> {
  const { disk, onProgress, signal } = options
  const part = await openPartFile(
    transfer.partPath,
    journalKeyOf(transfer),
    (doneBytes) => onProgress({ kind: 'recorded', doneBytes }),
    disk,
  )
  try {
    onProgress({ kind: 'recorded', doneBytes: part.recordedBytes() })
    for (let restarts = 0; ; restarts += 1) {
      const failure = await attempt(part, transfer, options)
      if ('sha256' in failure) return failure
      signal.throwIfAborted()
      await part.reset()
      onProgress({ kind: 'recorded', doneBytes: 0 })
      if (restarts === MOST_RESTARTS) throw failure
    }
  } finally {
    await part.close()
  }
}

/** The digests of the right file, or why everything has to be fetched anew. */
async function attempt(
  part: PartFile,
  transfer: Transfer,
  options: TransferOptions,
): Promise<Digests | CaratError> {
  const { file, sha256 } = transfer
  const front = createHashFront(part, options.signal)
  const address = createAddress(transfer, options)
  try {
    // What an earlier call left is hashed beside the fetching of the rest.
    front.catchUp()
    await fetchUntilComplete(part, front, address, transfer, options)
    const digests = await finishHash(part, front, options)
    if (sha256 === null || digests.sha256 === sha256) return digests
    return new CaratError('DOWNLOAD_CORRUPT', { name: file.path, host: address.host() })
  } catch (error) {
    if (!(error instanceof StaleBytesError)) throw error
    return new CaratError('DOWNLOAD_CHANGED', { name: file.path })
  } finally {
    // Before the file is closed or cut.
    await front.stop()
  }
}

async function fetchUntilComplete(
  part: PartFile,
  front: HashFront,
  address: ReturnType<typeof createAddress>,
  transfer: Transfer,
  options: TransferOptions,
): Promise<void> {
  const { limit, onProgress, recover, signal } = options
  let progressed = false
  const receiver = {
    part,
    front,
    limit,
    onProgress: (progress: Parameters<typeof onProgress>[0]) => {
      progressed = true
      onProgress(progress)
    },
  }
  const connections = createConnections(receiver, address, transfer, options)
  for (;;)
    try {
      await connections.fetchMissing()
      return
    } catch (error) {
      signal.throwIfAborted()
      // After an error of the disk, what was hashed may not be what is on it.
      if (!recover || !(error instanceof CaratError)) throw error
      await recover(error, progressed)
      progressed = false
    }
}

async function finishHash(
  part: PartFile,
  front: HashFront,
  { onProgress }: TransferOptions,
): Promise<Digests> {
  const report = () =>
    onProgress({ kind: 'hashing', fraction: front.position() / Math.max(1, part.bytes) })
  const timer = setInterval(report, REPORT_TIME)
  try {
    await part.flush()
    await part.trim()
    report()
    await front.settle()
    return front.finish()
  } finally {
    clearInterval(timer)
  }
}

/**
 * Says which blocks of a part file are good already, so that only the others are fetched: to repair
 * a file, which has been given the name of the part file before.
 *
 * @param goodBlocks indices of blocks of `BLOCK_BYTES`
 */
export async function markGoodBlocks(
  transfer: Transfer,
  goodBlocks: Iterable<number>,
): Promise<void> {
  const segments = [...goodBlocks].map((block) => ({
    from: block * BLOCK_BYTES,
    to: Math.min((block + 1) * BLOCK_BYTES, transfer.bytes),
  }))
  await writeJournal(transfer.partPath, journalKeyOf(transfer), segments)
}

/** Gives a fetched file its name, for good; after it nothing of the transfer is left. */
export async function finishTransfer(partPath: string, path: string): Promise<void> {
  await rename(partPath, path)
  await removeJournal(partPath)
  await syncNames(dirname(path))
}

/** Deletes what arrived of a file. */
export async function discardTransfer(partPath: string): Promise<void> {
  await removeJournal(partPath)
  await rm(partPath, { force: true })
}
