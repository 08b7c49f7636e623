import { expect, test } from 'vitest'
import { killDownloads } from './kill-downloads.ts'
import { killPoints } from './kill-points.ts'

/** One for each step and as many at any moment; `data/run-all.ts` makes more. */
const KILLS = 2 * killPoints.length
const SEED = 20_260_801
const MEBIBYTE = 1024 * 1024
/** What a kill may take of what arrived, or 1 % of the file, for large ones. */
const MOST_LOST = 16 * MEBIBYTE

test('downloads come through kills at every step', { timeout: 300_000 }, async () => {
  const { faults, models, mostLost, refetchedBytes, steps, totalBytes } = await killDownloads(
    KILLS,
    SEED,
  )
  const megabytes = (bytes: number) => (bytes / MEBIBYTE).toFixed(1)
  console.log(
    `${KILLS} kills, of them ${JSON.stringify(steps)}; ` +
      `${models} models of ${megabytes(totalBytes)} MiB; fetched again ${megabytes(refetchedBytes)} MiB in all, ` +
      `${megabytes(refetchedBytes / KILLS)} MiB a kill; ${megabytes(mostLost)} MiB lost at most`,
  )
  expect(faults).toEqual([])
  expect(Object.keys(steps).toSorted()).toEqual([...killPoints].toSorted())
  expect(mostLost).toBeLessThanOrEqual(MOST_LOST)
  expect(refetchedBytes / KILLS).toBeLessThanOrEqual(MOST_LOST)
})
