import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { failureSchema } from './errors.ts'
import { procedure } from './procedure.ts'

/** How a model stands with its engine. */
export const modelStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('loading'), fraction: z.number().nullable() }),
  z.object({ kind: z.literal('ready'), device: z.string(), contextSize: z.number() }),
  z.object({ kind: z.literal('failed'), failure: failureSchema }),
])
export type ModelState = z.infer<typeof modelStateSchema>

export const modelSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The built-in model knows coloured shapes only, and the window says so. */
  demo: z.boolean(),
  /** Has a picture encoder, so it sees pictures and frames. */
  pictures: z.boolean(),
  /** Weights and encoder on disk. */
  bytes: z.number(),
  state: modelStateSchema,
})
export type Model = z.infer<typeof modelSchema>

/** The picture engine is built from source once on this computer, or came with the installer. */
export const visionEngineStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('building'),
    fraction: z.number(),
    secondsLeft: z.number().nullable(),
  }),
  z.object({ kind: z.literal('missing'), failure: failureSchema }),
])
export type VisionEngineState = z.infer<typeof visionEngineStateSchema>

/** The whole list each time: it is short and changes seldom. */
export const modelsSnapshotSchema = z.object({
  sequence: z.number(),
  models: z.array(modelSchema),
  visionEngine: visionEngineStateSchema,
})
export type ModelsSnapshot = z.infer<typeof modelsSnapshotSchema>

export const modelsContract = {
  follow: procedure.output(eventIterator(modelsSnapshotSchema)),
  /** Starts loading and answers at once; `follow` shows how it goes. */
  load: procedure.input(z.object({ modelId: z.string() })).output(z.object({})),
  /** Tries the build of the picture engine again, after a compiler was installed, say. */
  buildVisionEngine: procedure.output(z.object({})),
}
