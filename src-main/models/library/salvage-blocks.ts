import { open } from 'node:fs/promises'
import { BLOCK_BYTES, isBlock } from '../downloads/block-digests.ts'
import type { Transfer } from '../downloads/transfer.ts'
import { markGoodBlocks } from '../downloads/transfer-file.ts'

/**
 * Copies what is right of a damaged file into the beginning of a transfer, which then fetches only the
 * rest.
 *
 * @param blocks checksums of the right file
 * @throws the system's errors and the signal's reason
 */
export async function salvageBlocks(
  damagedPath: string,
  transfer: Transfer,
  blocks: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  await using damaged = await open(damagedPath, 'r')
  await using part = await open(transfer.partPath, 'w', 0o600)
  const block = new Uint8Array(BLOCK_BYTES)
  const good: number[] = []
  for (let start = 0; start < transfer.bytes; start += BLOCK_BYTES) {
    signal.throwIfAborted()
    const length = Math.min(BLOCK_BYTES, transfer.bytes - start)
    const { bytesRead } = await damaged.read(block, 0, length, start)
    const bytes = block.subarray(0, bytesRead)
    if (bytesRead < length || !isBlock(bytes, blocks, start / BLOCK_BYTES)) continue
    await part.write(bytes, 0, bytes.length, start)
    good.push(start / BLOCK_BYTES)
  }
  await part.sync()
  await markGoodBlocks(transfer, good)
}
