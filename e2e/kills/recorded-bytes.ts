import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RemoteFile } from '../../src-main/contract/model-sources.ts'
import { readJournal } from '../../src-main/models/downloads/journal.ts'

/**
 * How much of each file is on disk as a next start will find it. Every file of the harness has a
 * length of its own, which tells a complete one wherever it lies.
 */
export async function countRecorded(
  modelsFolder: string,
  files: readonly RemoteFile[],
): Promise<number> {
  const names = readdirSync(modelsFolder, { recursive: true, encoding: 'utf8' })
  const lengths = new Set(
    names
      .filter((name) => name.endsWith('.gguf'))
      .map((name) => statSync(join(modelsFolder, name)).size),
  )
  let bytes = 0
  for (const { bytes: length, sha256 } of files) {
    if (lengths.has(length)) {
      bytes += length
      continue
    }
    const partPath = join(modelsFolder, '.downloads', `${sha256}.part`)
    const segments = await readJournal(partPath, { bytes: length, content: sha256 ?? '' })
    bytes += segments.reduce((sum, { from, to }) => sum + to - from, 0)
  }
  return bytes
}
