import type { Prompt } from '../../../contract/presets.ts'
import type { ImportSource, Omission } from '../../../contract/transfer.ts'
import type {
  ArchivedAssistant,
  ArchivedConversation,
  Manifest,
} from '../archive/archive-format.ts'
import type { ImportArchive } from './import-archive.ts'

/** A picture that comes with an import. */
export interface ForeignPicture {
  name: string
  open(): AsyncIterable<Uint8Array>
}

export type ForeignPart =
  | { type: 'text'; text: string }
  | { type: 'long-text'; name: string; text: string }
  | { type: 'picture'; picture: ForeignPicture }

/** A message as another program keeps it; keys are that program's ids. */
export interface ForeignMessage {
  key: string
  parentKey: string | null
  role: 'user' | 'assistant'
  parts: ForeignPart[]
  modelName: string | null
  /** Milliseconds since 1970; null where the program does not say. */
  createdAt: number | null
  status: 'done' | 'interrupted'
}

/** A conversation as another program keeps it: a tree, in no particular order. */
export interface ForeignConversation {
  key: string
  title: string
  createdAt: number | null
  updatedAt: number | null
  pinned: boolean
  archived: boolean
  /** Newest message of the branch on view. */
  leafKey: string | null
  messages: ForeignMessage[]
}

/** What was found in the place of one conversation. */
export type FoundConversation =
  | { kind: 'foreign'; conversation: ForeignConversation }
  /** With the pictures of the archive by their hashes. */
  | {
      kind: 'carat'
      conversation: ArchivedConversation
      pictures: ReadonlyMap<string, ForeignPicture>
      folders: Manifest['folders']
      assistants: readonly ArchivedAssistant[]
    }
  | { kind: 'damaged' }

/** What an export holds beside conversations. */
export interface FoundBeside {
  prompts: readonly Prompt[]
  assistants: readonly ArchivedAssistant[]
  /** In their order. */
  folders: Manifest['folders']
}

/** Counts what cannot be taken. */
export type CountOmission = (kind: Omission, count?: number) => void

/** One program's exports. */
export interface ImportFormat {
  source: ImportSource
  /** Its messages have no ids: their keys are their places in the conversation. */
  keyedByPlace?: boolean
  /** Whether an archive is one of them; cheap, and false when in doubt. */
  recognises(archive: ImportArchive): Promise<boolean>
  /** Every conversation, one at a time. */
  read(archive: ImportArchive, omit: CountOmission): AsyncGenerator<FoundConversation, void, void>
  /** Missing where a program has nothing that has a place here. */
  readBeside?(archive: ImportArchive, omit: CountOmission): Promise<FoundBeside>
}
