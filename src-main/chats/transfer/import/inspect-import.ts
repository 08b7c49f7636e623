import { setImmediate } from 'node:timers/promises'
import type { ImportPreview } from '../../../contract/transfer.ts'
import { attachmentIdsOf } from '../attachment-ids.ts'
import type { ImportCommits } from './commit-conversation.ts'
import type { CountOmission, ImportFormat } from './foreign-conversation.ts'
import type { ImportArchive } from './import-archive.ts'
import { placeConversation, type PlacedPart } from './place-conversation.ts'

const countPictures = (parts: readonly PlacedPart[]) =>
  parts.reduce(
    (count, part) => count + (part.type === 'picture' ? 1 : attachmentIdsOf([part]).length),
    0,
  )

/** Looks through an import without storing anything: what is in it, what is here, what is left out. */
export async function inspectImport(
  format: ImportFormat,
  archive: ImportArchive,
  commits: Pick<ImportCommits, 'standing'>,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const omitted: ImportPreview['omitted'] = {}
  const omit: CountOmission = (kind, count = 1) => {
    omitted[kind] = (omitted[kind] ?? 0) + count
  }
  const conversations: ImportPreview['conversations'] = []
  const seen = new Set<string>()
  let damaged = 0
  const now = Date.now()
  for await (const found of format.read(archive, omit)) {
    signal.throwIfAborted()
    await setImmediate()
    if (found.kind === 'damaged') {
      damaged += 1
      continue
    }
    const { id, title, messages, updatedAt } = placeConversation(format.source, found, now)
    if (messages.length === 0 || seen.has(id)) continue
    seen.add(id)
    const pictures = messages.reduce((count, { parts }) => count + countPictures(parts), 0)
    const standing = commits.standing(id)
    conversations.push({ id, title, messages: messages.length, pictures, updatedAt, standing })
  }
  conversations.sort((one, other) => other.updatedAt - one.updatedAt)
  const prompts = (await format.readPrompts?.(archive, omit))?.length ?? 0
  return { source: format.source, conversations, prompts, omitted, damaged }
}
