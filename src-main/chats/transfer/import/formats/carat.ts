import { z } from 'zod'
import { failureSchema } from '../../../../contract/errors.ts'
import { partSchema, replyStatsSchema } from '../../../../contract/messages.ts'
import { CaratError } from '../../../../platform/carat-error.ts'
import {
  type ArchivedConversation,
  archivedConversationSchema,
  archivedMessageSchema,
  ARCHIVE_VERSION,
  conversationName,
  MANIFEST_NAME,
  manifestSchema,
} from '../../archive/archive-format.ts'
import type { ForeignPicture, ImportFormat } from '../foreign-conversation.ts'
import { damaged, type ImportArchive } from '../import-archive.ts'
import { readJson } from '../read-json.ts'

/*
 * Carat's own export, see archive/archive-format.ts. Read more freely than it is written: what a later
 * Carat added to a message is passed over instead of losing the message.
 */

const messageSchema = archivedMessageSchema.extend({
  parts: z.array(z.unknown()),
  failure: failureSchema.nullable().catch(null),
  stats: replyStatsSchema.nullable().catch(null),
})
const conversationSchema = archivedConversationSchema.extend({ messages: z.array(messageSchema) })
const versionSchema = z.object({ format: z.literal('carat-conversations'), version: z.number() })

const manifestOf = ({ entries }: ImportArchive) =>
  entries.find(({ name }) => name === MANIFEST_NAME || name.endsWith(`/${MANIFEST_NAME}`))

export const carat: ImportFormat = {
  source: 'carat',
  recognises: async (archive) => manifestOf(archive) !== undefined,
  async *read(archive, omit) {
    const entry = manifestOf(archive)
    if (!entry) return
    const json = await readJson(entry)
    const { version } = readOrThrow(versionSchema, json, archive.name)
    if (version > ARCHIVE_VERSION)
      throw new CaratError('IMPORT_NEWER', { found: version, supported: ARCHIVE_VERSION })
    const manifest = readOrThrow(manifestSchema, json, archive.name)
    // The archive may have been packed again with a folder around it.
    const root = entry.name.slice(0, -MANIFEST_NAME.length)
    const files = new Map(archive.entries.map((each) => [each.name, each]))
    const pictures = new Map<string, ForeignPicture>()
    for (const { id, file } of manifest.attachments) {
      const found = files.get(`${root}${file}`)
      if (found) pictures.set(id, { name: file, open: () => found.open() })
    }
    const { folders } = manifest
    for (const { id } of manifest.conversations) {
      const found = files.get(`${root}${conversationName(id)}`)
      const content = found ? await readJson(found) : undefined
      const conversation = readConversation(content, id, () => omit('unknown'))
      yield conversation ? { kind: 'carat', conversation, pictures, folders } : { kind: 'damaged' }
    }
  },
}

function readConversation(
  content: unknown,
  id: string,
  onUnknown: () => void,
): ArchivedConversation | null {
  const read = conversationSchema.safeParse(content)
  if (!read.success || read.data.id !== id) return null
  const messages = read.data.messages.map((message) => ({
    ...message,
    parts: message.parts.flatMap((part) => {
      const known = partSchema.safeParse(part)
      if (!known.success) onUnknown()
      return known.success ? [known.data] : []
    }),
  }))
  return { ...read.data, messages }
}

function readOrThrow<Value>(schema: z.ZodType<Value>, json: unknown, name: string): Value {
  const read = schema.safeParse(json)
  if (!read.success) throw damaged(name, read.error)
  return read.data
}
