import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { failureSchema } from './errors.ts'
import { fitSchema, machineSchema } from './fit.ts'
import { loadOptionsSchema, samplingSchema } from './load-options.ts'
import { repositoryRefSchema } from './model-sources.ts'
import { procedure } from './procedure.ts'

/** How a model stands with its engine. */
export const modelStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('loading'), fraction: z.number().nullable() }),
  z.object({ kind: z.literal('ready'), device: z.string(), contextSize: z.number() }),
  z.object({ kind: z.literal('failed'), failure: failureSchema }),
])
export type ModelState = z.infer<typeof modelStateSchema>

/** Long work on a model's files, one at a time for each model. */
export const modelTaskSchema = z.object({
  kind: z.enum(['verifying', 'repairing', 'moving', 'importing']),
  doneBytes: z.number(),
  totalBytes: z.number(),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
})
export type ModelTask = z.infer<typeof modelTaskSchema>

/** Whose folder it is: Carat's own, one the user added, or that of another program. */
export const rootKinds = ['carat', 'folder', 'huggingface', 'lmstudio', 'ollama', 'jan'] as const
export const rootKindSchema = z.enum(rootKinds)
export type RootKind = z.infer<typeof rootKindSchema>

export const modelFileSchema = z.object({
  role: z.enum(['weights', 'projector']),
  /** Its path on this computer, to show. */
  path: z.string(),
  bytes: z.number(),
  /** When its hash was last found right (`ok`) or wrong (`damaged`) and when, or `unknown`: no hash is published. */
  check: z.object({
    state: z.enum(['unchecked', 'ok', 'damaged', 'unknown']),
    at: z.number().nullable(),
  }),
})
export type ModelFile = z.infer<typeof modelFileSchema>

/** How fast a model was on this computer when it was measured: medians of three rounds. */
export const measureSchema = z.object({
  engine: z.enum(['text', 'vision']),
  device: z.string(),
  /** Length of the prompt that was read, in tokens. */
  promptTokens: z.number(),
  timeToFirstTokenMs: z.number(),
  promptTokensPerSecond: z.number(),
  outputTokensPerSecond: z.number(),
  /** Milliseconds since 1970. */
  measuredAt: z.number(),
})
export type Measure = z.infer<typeof measureSchema>

/** How far a measurement is; its end is the end of the stream, and the snapshot has the result. */
export const measureEventSchema = z.discriminatedUnion('kind', [
  /** Replies are being written; it waits for them. */
  z.object({ kind: z.literal('queued') }),
  z.object({
    kind: z.literal('running'),
    fraction: z.number(),
    secondsLeft: z.number().nullable(),
  }),
])
export type MeasureEvent = z.infer<typeof measureEventSchema>

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
  /** `missing`: its drive or files are not there now; it comes back by itself when they do. */
  availability: z.enum(['here', 'missing']),
  /** Why it cannot be used or sees no pictures, though its files are there; null if all is well. */
  problem: failureSchema.nullable(),
  architecture: z.string(),
  quantization: z.string().nullable(),
  parameters: z.number().nullable(),
  trainedContext: z.number().nullable(),
  layers: z.number().nullable(),
  files: z.array(modelFileSchema),
  rootId: z.string(),
  /** Carat may move and delete its files; those of other programs it only reads. */
  owned: z.boolean(),
  /** Where it was downloaded from. */
  source: z.object({ ref: repositoryRefSchema, revision: z.string() }).nullable(),
  /** Conversations that used it. */
  chats: z.number(),
  lastUsedAt: z.number().nullable(),
  /** The latest replies here, medians; null before the first. */
  speed: z
    .object({ promptTokensPerSecond: z.number().nullable(), outputTokensPerSecond: z.number() })
    .nullable(),
  measure: measureSchema.nullable(),
  options: loadOptionsSchema,
  /** What the makers recommend, used while `options.sampling` is null. */
  recommendedSampling: samplingSchema,
  task: modelTaskSchema.nullable(),
})
export type Model = z.infer<typeof modelSchema>

/** A folder with models. */
export const modelRootSchema = z.object({
  id: z.string(),
  kind: rootKindSchema,
  path: z.string(),
  /** `missing`: a drive that is not connected, say; its models are remembered. */
  availability: z.enum(['here', 'missing']),
  /** New downloads go here. */
  isDefault: z.boolean(),
  /** Carat writes only into its own and added folders. */
  writable: z.boolean(),
  freeBytes: z.number().nullable(),
  models: z.number(),
  bytes: z.number(),
})
export type ModelRoot = z.infer<typeof modelRootSchema>

/** A LoRA adapter file in one of the folders. */
export const adapterSchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  bytes: z.number(),
  architecture: z.string(),
})
export type Adapter = z.infer<typeof adapterSchema>

/** A model that was deleted and can still come back. */
export const removedModelSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What deleting it for good frees; 0 for files of other programs, which stay. */
  bytes: z.number(),
  /** When its files go for good. */
  until: z.number(),
})
export type RemovedModel = z.infer<typeof removedModelSchema>

/** A store of another program on this computer that Carat could use without copying. */
export const foreignStoreSchema = z.object({
  kind: rootKindSchema,
  path: z.string(),
  models: z.number(),
  bytes: z.number(),
})
export type ForeignStore = z.infer<typeof foreignStoreSchema>

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
  adapters: z.array(adapterSchema),
  roots: z.array(modelRootSchema),
  removed: z.array(removedModelSchema),
  visionEngine: visionEngineStateSchema,
})
export type ModelsSnapshot = z.infer<typeof modelsSnapshotSchema>

const one = z.object({ modelId: z.string() })
const done = z.object({})

export const modelsContract = {
  follow: procedure.output(eventIterator(modelsSnapshotSchema)),
  /** Starts loading and answers at once; `follow` shows how it goes. */
  load: procedure.input(one).output(done),
  /** Frees its memory. */
  unload: procedure.input(one).output(done),
  /** Tries the build of the picture engine again, after a compiler was installed, say. */
  buildVisionEngine: procedure.output(done),
  machine: procedure.output(machineSchema),
  /** Measures how fast it is here; ending the call stops it. */
  measure: procedure.input(one).output(eventIterator(measureEventSchema)),
  rename: procedure.input(one.extend({ name: z.string().trim().min(1).max(200) })).output(done),
  setOptions: procedure.input(one.extend({ options: loadOptionsSchema })).output(done),
  /** What these options would cost in memory; changes nothing. */
  fit: procedure.input(one.extend({ options: loadOptionsSchema })).output(fitSchema),
  /** Takes it from the list; `restore` brings it back until `removed.until`. */
  remove: procedure.input(one).output(done),
  restore: procedure.input(one).output(done),
  /** Deletes the files of a removed model now. */
  purge: procedure.input(one).output(done),
  /** Copies to another folder, compares hashes, then deletes the old copy. */
  move: procedure.input(one.extend({ rootId: z.string() })).output(done),
  /** Hashes the files and compares with what was published; says so in `files[].check`. */
  verify: procedure.input(one).output(done),
  /** Fetches the damaged parts again from where the model came. */
  repair: procedure.input(one).output(done),
  /** Ends a verify, repair, move or import; the files are as before. */
  stopTask: procedure.input(one).output(done),
  /** Looks for the stores of other programs. */
  findForeignStores: procedure.output(z.array(foreignStoreSchema)),
  /** Uses the models of a folder where they lie. */
  addRoot: procedure
    .input(z.object({ kind: rootKindSchema, path: z.string().max(4096) }))
    .output(z.object({ rootId: z.string() })),
  /** Lets the user choose a folder in a native dialog; null when there is none or nothing was chosen. */
  chooseFolder: procedure.output(z.object({ path: z.string().nullable() })),
  /** Forgets the folder; its files stay. */
  removeRoot: procedure.input(z.object({ rootId: z.string() })).output(done),
  setDefaultRoot: procedure.input(z.object({ rootId: z.string() })).output(done),
  /** Uses a GGUF file where it lies, with the projector that belongs to it; answers within a second. */
  importFile: procedure.input(z.object({ path: z.string().max(4096) })).output(one),
}
