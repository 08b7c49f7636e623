import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Disk, realDisk } from './disk.ts'
import { openPartFile } from './part-file.ts'

const MEBIBYTE = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'carat-part-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A disk that takes nothing until it is let go. */
function createStuckDisk() {
  let letGo = () => {}
  let stuck: Promise<void> | null = null
  const disk: Disk = {
    ...realDisk,
    async open(path) {
      const file = await realDisk.open(path)
      return {
        ...file,
        async datasync() {
          await stuck
          await file.datasync()
        },
      }
    },
  }
  const hold = () => {
    stuck = new Promise((resolve) => (letGo = resolve))
  }
  return { disk, hold, letGo: () => letGo() }
}

test('however many files arrive, a kill costs no more than one of them would', async () => {
  const { disk, hold, letGo } = createStuckDisk()
  const parts = await Promise.all(
    ['a', 'b', 'c', 'd'].map((content) =>
      openPartFile(join(folder, content), { bytes: 64 * MEBIBYTE, content }, undefined, disk),
    ),
  )
  hold()
  const chunk = new Uint8Array(MEBIBYTE / 4)
  const writing = Promise.all(
    parts.map(async (part) => {
      for (let at = 0; at < part.bytes; at += chunk.length) await part.write(at, [chunk])
    }),
  )
  const atRisk = () =>
    parts.reduce((sum, part) => sum + part.writtenTo(0) - part.recordedBytes(), 0)
  let before = 0
  const isStill = () => before === (before = atRisk())
  await expect.poll(() => isStill() && before > 0).toBe(true)
  // Each may have been writing one more when the last of them filled the measure.
  expect(before).toBeLessThanOrEqual(4 * MEBIBYTE + parts.length * chunk.length)
  letGo()
  await writing
  await Promise.all(parts.map((part) => part.flush()))
  expect(parts.map((part) => part.recordedBytes())).toEqual(parts.map(({ bytes }) => bytes))
  await Promise.all(parts.map((part) => part.close()))
})
