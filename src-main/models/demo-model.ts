import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { samplingSchema } from '../contract/load-options.ts'

/** Id of the model that ships with the app. */
export const DEMO_MODEL_ID = 'demo'

const factsSchema = z.object({
  name: z.string(),
  contextSize: z.number(),
  sampling: samplingSchema,
})

/** What is known of the tiny model in `resources/demo-model` besides its files. */
export type DemoModel = z.infer<typeof factsSchema> & { folder: string }

/** Reads `model.json`; the files beside it are found like those of any folder. */
export function readDemoModel(resourcesFolder: string): DemoModel {
  const folder = join(resourcesFolder, 'demo-model')
  const facts = factsSchema.parse(JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')))
  return { ...facts, folder }
}
