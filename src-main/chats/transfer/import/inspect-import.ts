import type { ImportPreview } from '../../../contract/transfer.ts'
import { CaratError } from '../../../platform/carat-error.ts'
import type { ImportCommits } from './commit-conversation.ts'
import type { PresetStore } from '../../../presets/preset-store.ts'
import { findNewBeside, type NewBeside } from './find-new-beside.ts'
import type { FoundBeside } from './foreign-conversation.ts'
import type { Growths } from './grow-conversation.ts'
import { archiveLimits } from './import-archive.ts'
import { readExport } from './join-pieces.ts'
import type { OpenedExport } from './reader-process.ts'

interface InspectParts {
  commits: Pick<ImportCommits, 'ids' | 'standing' | 'hasFolder'>
  growths: Pick<Growths, 'missing'>
  presets: Pick<PresetStore, 'read'>
}

/** What was found in an export, and what of it comes beside conversations. */
export interface Inspected {
  preview: ImportPreview
  beside: NewBeside
  /** All that is beside them. */
  found: FoundBeside
}

/** Looks through an import without storing anything: what is in it, what is here, what is left out. */
export async function inspectImport(
  opened: OpenedExport,
  { commits, growths, presets }: InspectParts,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<Inspected> {
  let omitted: ImportPreview['omitted'] = {}
  const found: FoundBeside = { prompts: [], assistants: [], folders: [] }
  const conversations: ImportPreview['conversations'] = []
  const seen = new Set<string>()
  const along = { assistants: new Set<string | null>(), folders: new Set<string | null>() }
  let damaged = 0
  let met = 0
  const reading = readExport(opened, found, {
    // Only what is here has to be compared.
    messagesOf: commits.ids(),
    signal,
    onRead,
    onOmitted: (counts) => (omitted = counts),
    onBeside({ prompts, assistants, folders }) {
      found.prompts = [...found.prompts, ...prompts]
      found.assistants = [...found.assistants, ...assistants]
      found.folders = [...found.folders, ...folders]
    },
  })
  for await (const one of reading) {
    if ((met += 1) > archiveLimits.conversations)
      throw new CaratError('IMPORT_REFUSED', { name: opened.name, reason: 'conversations' })
    if (one.kind === 'damaged') {
      damaged += 1
      continue
    }
    const { conversation, counts } = one
    const { id, title, updatedAt, preset, folderId } = conversation
    if (counts.messages === 0 || seen.has(id)) continue
    seen.add(id)
    const here = commits.standing(id)
    const newMessages =
      here === 'new' ? counts.messages : growths.missing(conversation).messages.length
    const standing = here === 'here' && newMessages > 0 ? 'grown' : here
    conversations.push({ id, title, ...counts, newMessages, updatedAt, standing })
    if (here === 'here') continue
    along.assistants.add(preset.assistantId)
    along.folders.add(folderId)
  }
  conversations.sort((one, other) => other.updatedAt - one.updatedAt)
  const beside = findNewBeside(found, along, presets, commits)
  const preview: ImportPreview = {
    source: opened.source,
    conversations,
    prompts: found.prompts.length,
    beside: {
      prompts: beside.prompts.length,
      assistants: beside.assistants.length,
      folders: beside.folders.length,
    },
    omitted,
    damaged,
  }
  return { preview, beside, found }
}
