import { setImmediate } from 'node:timers/promises'
import type { ImportPreview } from '../../../contract/transfer.ts'
import { CaratError } from '../../../platform/carat-error.ts'
import { attachmentIdsOf } from '../attachment-ids.ts'
import type { ImportCommits } from './commit-conversation.ts'
import type { PresetStore } from '../../../presets/preset-store.ts'
import { findNewBeside, type NewBeside, nothingBeside } from './find-new-beside.ts'
import type { CountOmission, ImportFormat } from './foreign-conversation.ts'
import type { Growths } from './grow-conversation.ts'
import { archiveLimits, type ImportArchive } from './import-archive.ts'
import { placeConversation, type PlacedPart } from './place-conversation.ts'

const countPictures = (parts: readonly PlacedPart[]) =>
  parts.reduce(
    (count, part) => count + (part.type === 'picture' ? 1 : attachmentIdsOf([part]).length),
    0,
  )

interface InspectParts {
  commits: Pick<ImportCommits, 'standing' | 'hasFolder'>
  growths: Pick<Growths, 'missing'>
  presets: Pick<PresetStore, 'read'>
}

/** Looks through an import without storing anything: what is in it, what is here, what is left out. */
export async function inspectImport(
  format: ImportFormat,
  archive: ImportArchive,
  { commits, growths, presets }: InspectParts,
  signal: AbortSignal,
): Promise<{ preview: ImportPreview; beside: NewBeside }> {
  const omitted: ImportPreview['omitted'] = {}
  const omit: CountOmission = (kind, count = 1) => {
    omitted[kind] = (omitted[kind] ?? 0) + count
  }
  const conversations: ImportPreview['conversations'] = []
  const seen = new Set<string>()
  const along = { assistants: new Set<string | null>(), folders: new Set<string | null>() }
  let damaged = 0
  let met = 0
  const now = Date.now()
  for await (const found of format.read(archive, omit)) {
    signal.throwIfAborted()
    await setImmediate()
    if ((met += 1) > archiveLimits.conversations)
      throw new CaratError('IMPORT_REFUSED', { name: archive.name, reason: 'conversations' })
    if (found.kind === 'damaged') {
      damaged += 1
      continue
    }
    const placed = placeConversation(format, found, now)
    const { id, title, messages, updatedAt, preset, folderId } = placed
    if (messages.length === 0 || seen.has(id)) continue
    seen.add(id)
    const pictures = messages.reduce((count, { parts }) => count + countPictures(parts), 0)
    const newMessages = growths.missing(placed).messages.length
    const here = commits.standing(id)
    const standing = here === 'here' && newMessages > 0 ? 'grown' : here
    const counts = { messages: messages.length, newMessages, pictures }
    conversations.push({ id, title, ...counts, updatedAt, standing })
    if (here === 'here') continue
    along.assistants.add(preset.assistantId)
    along.folders.add(folderId)
  }
  conversations.sort((one, other) => other.updatedAt - one.updatedAt)
  const all = (await format.readBeside?.(archive, omit)) ?? nothingBeside
  const beside = findNewBeside(all, along, presets, commits)
  const preview: ImportPreview = {
    source: format.source,
    conversations,
    prompts: all.prompts.length,
    beside: {
      prompts: beside.prompts.length,
      assistants: beside.assistants.length,
      folders: beside.folders.length,
    },
    omitted,
    damaged,
  }
  return { preview, beside }
}
