import { z } from 'zod'
import { failureSchema } from '../../../../contract/errors.ts'
import { partSchema, replyStatsSchema } from '../../../../contract/messages.ts'
import { plainPreset, promptSchema } from '../../../../contract/presets.ts'
import { CaratError } from '../../../../platform/carat-error.ts'
import {
  type ArchivedConversation,
  archivedAssistantSchema,
  archivedConversationSchema,
  archivedMessageSchema,
  ARCHIVE_VERSION,
  conversationName,
  MANIFEST_NAME,
  manifestSchema,
} from '../../archive/archive-format.ts'
import type { CountOmission, ForeignPicture, ImportFormat } from '../foreign-conversation.ts'
import { cutTitle, damaged, type ImportArchive } from '../import-archive.ts'
import { listOf } from '../list-of.ts'
import { readJson } from '../read-json.ts'

/*
 * Carat's own export, see archive/archive-format.ts. Read more freely than it is written: what a later
 * Carat added to a message is passed over instead of losing the message, and what cannot be
 * true of a reply or of who answers is left out and counted.
 */

const messageSchema = archivedMessageSchema.extend({
  parts: z.array(z.unknown()),
  failure: failureSchema.nullable().catch(null),
  stats: replyStatsSchema.nullable().catch(null),
  madeWith: z.unknown().optional(),
})
const conversationSchema = archivedConversationSchema.extend({
  title: z.string().transform(cutTitle),
  messages: listOf(messageSchema),
  preset: z.unknown().optional(),
})
const readableManifestSchema = manifestSchema.extend({
  conversations: listOf(manifestSchema.shape.conversations.element),
  attachments: listOf(manifestSchema.shape.attachments.element),
  assistants: z.array(z.unknown()).max(10_000).default([]),
  prompts: z.array(z.unknown()).max(10_000).default([]),
  folders: manifestSchema.shape.folders.unwrap().max(1_000).default([]),
})
const { madeWith: recipeSchema } = archivedMessageSchema.shape
const { preset: presetSchema } = archivedConversationSchema.shape
const versionSchema = z.object({ format: z.literal('carat-conversations'), version: z.number() })

const manifestOf = ({ entries }: ImportArchive) =>
  entries.find(({ name }) => name === MANIFEST_NAME || name.endsWith(`/${MANIFEST_NAME}`))

export const carat: ImportFormat = {
  source: 'carat',
  recognises: async (archive) => manifestOf(archive) !== undefined,
  async *read(archive, omit) {
    const { manifest, root } = await readManifest(archive)
    const files = new Map(archive.entries.map((each) => [each.name, each]))
    const pictures = new Map<string, ForeignPicture>()
    for (const { id, file } of manifest.attachments) {
      const found = files.get(`${root}${file}`)
      if (found) pictures.set(id, { name: file, open: () => found.open() })
    }
    const { folders } = manifest
    const assistants = readKnown(archivedAssistantSchema, manifest.assistants, () =>
      omit('details'),
    )
    // Each once, however often it is listed: its file may be large.
    for (const id of new Set(manifest.conversations.map((each) => each.id))) {
      const found = files.get(`${root}${conversationName(id)}`)
      const content = found ? await readJson(found) : undefined
      const conversation = readConversation(content, id, omit)
      yield conversation
        ? { kind: 'carat', conversation, pictures, folders, assistants }
        : { kind: 'damaged' }
    }
  },
  async readBeside(archive, omit) {
    const { manifest } = await readManifest(archive)
    return {
      prompts: readKnown(promptSchema, manifest.prompts, () => omit('unknown')),
      // Those that cannot be are counted with the conversations they answer in.
      assistants: readKnown(archivedAssistantSchema, manifest.assistants, () => {}),
      folders: manifest.folders,
    }
  },
}

/** What an archive says of itself, and the folder it was packed again with, if any. */
async function readManifest(archive: ImportArchive) {
  const entry = manifestOf(archive)
  if (!entry) throw damaged(archive.name, new Error(`no ${MANIFEST_NAME}`))
  const json = await readJson(entry)
  const { version } = readOrThrow(versionSchema, json, archive.name)
  if (version > ARCHIVE_VERSION)
    throw new CaratError('IMPORT_NEWER', { found: version, supported: ARCHIVE_VERSION })
  const manifest = readOrThrow(readableManifestSchema, json, archive.name)
  return { manifest, root: entry.name.slice(0, -MANIFEST_NAME.length) }
}

function readConversation(
  content: unknown,
  id: string,
  omit: CountOmission,
): ArchivedConversation | null {
  const read = conversationSchema.safeParse(content)
  if (!read.success || read.data.id !== id) return null
  const leaveOut = () => omit('details')
  const messages = read.data.messages.map((message) => ({
    ...message,
    parts: readKnown(partSchema, message.parts, () => omit('unknown')),
    madeWith: readOr(recipeSchema, message.madeWith, null, leaveOut),
  }))
  const preset = readOr(presetSchema, read.data.preset, plainPreset, leaveOut)
  return { ...read.data, preset, messages }
}

/** Those of some values that this Carat knows. */
const readKnown = <Value>(
  schema: z.ZodType<Value>,
  values: readonly unknown[],
  onUnknown: () => void,
): Value[] =>
  values.flatMap((value) =>
    readOr(
      schema.transform((known) => [known]),
      value,
      [],
      onUnknown,
    ),
  )

/** What a value says, or something else for one that says nothing this Carat knows. */
function readOr<Value>(
  schema: z.ZodType<Value>,
  json: unknown,
  otherwise: Value,
  onUnknown: () => void,
): Value {
  const read = schema.safeParse(json)
  if (!read.success) onUnknown()
  return read.success ? read.data : otherwise
}

/** There may be one for every value of a hostile file. */
function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.')}: ${issue.message}`.slice(0, 200) : ''
}

function readOrThrow<Value>(schema: z.ZodType<Value>, json: unknown, name: string): Value {
  const read = schema.safeParse(json)
  if (!read.success) throw damaged(name, new Error(firstIssue(read.error)))
  return read.data
}
