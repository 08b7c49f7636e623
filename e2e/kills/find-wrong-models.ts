import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlannedModel } from './plan.ts'

/** What is not as it should be in a folder into which models were downloaded; empty when all is. */
export function findWrongModels(modelsFolder: string, models: readonly PlannedModel[]): string[] {
  const wrong: string[] = []
  if (existsSync(join(modelsFolder, '.downloads'))) wrong.push('.downloads was left')
  const folders = readdirSync(modelsFolder)
  if (folders.length !== models.length) wrong.push(`${folders.length} folders`)
  for (const { name, projector, weights } of models) {
    const own = join(modelsFolder, folders.find((each) => each.startsWith(`${name}-F32-`)) ?? name)
    const names = existsSync(own) ? readdirSync(own).toSorted().join(' ') : 'nothing'
    if (names !== 'model.gguf projector.gguf') {
      wrong.push(`${name}: ${names}`)
      continue
    }
    for (const [fileName, { sha256 }] of [
      ['model.gguf', weights],
      ['projector.gguf', projector],
    ] as const) {
      const hash = createHash('sha256')
        .update(readFileSync(join(own, fileName)))
        .digest('hex')
      if (hash !== sha256) wrong.push(`${name}: ${fileName} has other bytes`)
    }
  }
  return wrong
}
