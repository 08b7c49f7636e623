import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { InstalledModel } from './installed-model.ts'

/** Id of the model that ships with the app. */
export const DEMO_MODEL_ID = 'demo'

const factsSchema = z.object({
  name: z.string(),
  model: z.string(),
  projector: z.string(),
  contextSize: z.number(),
  sampling: z.object({
    temperature: z.number(),
    topK: z.number(),
    topP: z.number(),
    minP: z.number(),
  }),
})

/** The tiny model in `resources/demo-model`, used from where it lies. */
export function readDemoModel(resourcesFolder: string): InstalledModel {
  const folder = join(resourcesFolder, 'demo-model')
  const facts = factsSchema.parse(JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')))
  const modelPath = join(folder, facts.model)
  const projectorPath = join(folder, facts.projector)
  return {
    id: DEMO_MODEL_ID,
    name: facts.name,
    demo: true,
    modelPath,
    projectorPath,
    bytes: statSync(modelPath).size + statSync(projectorPath).size,
    sampling: facts.sampling,
    contextSize: facts.contextSize,
  }
}
