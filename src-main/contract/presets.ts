import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { pictureDetails } from './messages.ts'
import { procedure } from './procedure.ts'
import { samplingChoiceSchema } from './sampling.ts'

/** Most letters of an assistant's instructions, and of a prompt. */
export const PRESET_TEXT_LIMIT = 20_000

export const assistantSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(80),
  /** What the model reads before the conversation; empty for nothing. */
  instructions: z.string().max(PRESET_TEXT_LIMIT),
  /** Null for the selected model. */
  modelId: z.string().nullable(),
  sampling: samplingChoiceSchema,
  /** Of pictures nobody chose one for; null for the model's usual one. */
  pictureDetail: z.enum(pictureDetails).nullable(),
  /** Picked from a clip at first; null for the usual number. */
  clipFrames: z.number().int().min(1).max(256).nullable(),
})
/** Somebody to ask: instructions, and how a model is used for them. */
export type Assistant = z.infer<typeof assistantSchema>

export const promptSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(80),
  /** With places to fill in, such as `{{language}}`. */
  text: z.string().min(1).max(PRESET_TEXT_LIMIT),
})
/** Words to ask with again and again. */
export type Prompt = z.infer<typeof promptSchema>

/** Prompts that come with Carat; the window has their words. */
export const starterIds = [
  'describe',
  'alt-text',
  'receipt',
  'sign',
  'compare',
  'clip',
  'post',
  'post-several',
] as const
export type StarterId = (typeof starterIds)[number]

export const conversationPresetSchema = z.object({
  assistantId: z.string().nullable(),
  /** Instead of the assistant's model; null for that one, or else the selected one. */
  modelId: z.string().nullable(),
  /** Goes before the assistant's. */
  sampling: samplingChoiceSchema,
})
/** Who answers in a conversation, and how; it holds from the next message on. */
export type ConversationPreset = z.infer<typeof conversationPresetSchema>

/** Nothing chosen: the selected model answers in its own way. */
export const plainPreset: ConversationPreset = { assistantId: null, modelId: null, sampling: {} }

/** The whole list each time: it is short and changes seldom. */
export const presetsSnapshotSchema = z.object({
  /** A removed one is told of too, for the conversations it answers in. */
  assistants: z.array(assistantSchema.extend({ removed: z.boolean() })),
  prompts: z.array(promptSchema),
  hiddenStarters: z.array(z.enum(starterIds)),
})
export type PresetsSnapshot = z.infer<typeof presetsSnapshotSchema>

const presetKindSchema = z.enum(['assistant', 'prompt'])
export type PresetKind = z.infer<typeof presetKindSchema>

const one = z.object({ kind: presetKindSchema, id: z.string() })
const done = z.object({})
/** A new one comes after this one; null for the end. */
const place = { afterId: z.string().nullable().default(null) }

export const presetsContract = {
  follow: procedure.output(eventIterator(presetsSnapshotSchema)),
  /** Makes it; the same again where it is there already. */
  saveAssistant: procedure.input(assistantSchema.extend(place)).output(done),
  savePrompt: procedure.input(promptSchema.extend(place)).output(done),
  /** Changes parts of it; nothing where it is not there. */
  changeAssistant: procedure
    .input(z.object({ id: z.string(), change: assistantSchema.omit({ id: true }).partial() }))
    .output(done),
  changePrompt: procedure
    .input(z.object({ id: z.string(), change: promptSchema.omit({ id: true }).partial() }))
    .output(done),
  /** Puts it at a place in its list, counted from 0. */
  move: procedure.input(one.extend({ place: z.number().int().min(0) })).output(done),
  /** Takes it from its list; `restore` brings it back to its place. */
  remove: procedure.input(one).output(done),
  restore: procedure.input(one).output(done),
  showStarter: procedure
    .input(z.object({ starterId: z.enum(starterIds), shown: z.boolean() }))
    .output(done),
}
