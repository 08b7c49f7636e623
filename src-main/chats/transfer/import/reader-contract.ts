import { z } from 'zod'
import { importSources, type Omission } from '../../../contract/transfer.ts'
import { procedure } from '../../../contract/procedure.ts'
import type { FoundBeside } from './foreign-conversation.ts'
import type { PlacedConversation, PlacedPart } from './place-conversation.ts'

type PlacedMessage = PlacedConversation['messages'][number]

/** A picture that stays with the reader until it is asked to write it to a file. */
export interface SentPicture {
  type: 'picture'
  name: string
  number: number
}
export type SentPart = Exclude<PlacedPart, { type: 'picture' }> | SentPicture
export type SentMessage = Omit<PlacedMessage, 'parts'> & { parts: SentPart[] }

/** A conversation without what is large in it or the same for all. */
export type SentConversation = Omit<
  PlacedConversation,
  'messages' | 'pictures' | 'folders' | 'assistants'
> & {
  counts: { messages: number; pictures: number }
  /** Its messages follow. */
  withMessages: boolean
}

/** What is found in an export, in pieces that are small enough to be taken in passing. */
export type Piece =
  | { kind: 'damaged' }
  | { kind: 'conversation'; conversation: SentConversation }
  | { kind: 'messages'; messages: SentMessage[] }
  /** After all conversations. */
  | { kind: 'beside'; beside: FoundBeside }

const filesInput = z.object({
  files: z.array(z.object({ name: z.string(), path: z.string(), bytes: z.number() })),
})

/**
 * Between Carat and the process that reads exports, one export at a time. Both are the same Carat, so
 * what a reading yields is not looked at again.
 */
export const readerContract = {
  /** Finds out whose export some files are. */
  open: procedure.input(filesInput).output(
    z.object({
      name: z.string(),
      source: z.enum(importSources),
      /** Of what will be read, without pictures. */
      totalBytes: z.number(),
    }),
  ),
  /** Begins to read it, anew if need be. Messages come only of these conversations. */
  begin: procedure
    .input(z.object({ messagesOf: z.array(z.string()), beside: z.boolean() }))
    .output(z.object({})),
  /** Some more; answers after a moment also where nothing was found yet. */
  next: procedure.output(
    z.object({
      pieces: z.custom<Piece[]>(),
      /** Read so far. */
      bytes: z.number(),
      isEnd: z.boolean(),
      omitted: z.custom<Partial<Record<Omission, number>>>(),
    }),
  ),
  /**
   * Writes a picture to a new file, but no more than one may have: one of the last conversation by
   * its number, or one of the archive by its hash.
   */
  savePicture: procedure
    .input(z.object({ picture: z.union([z.number(), z.string()]), path: z.string() }))
    .output(z.object({})),
  close: procedure.output(z.object({})),
}
