import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { failureSchema } from './errors.ts'
import { procedure } from './procedure.ts'

/** `pdf` only where the host can print; `json` is complete, the others show the branch on view. */
export const exportFormats = ['html', 'markdown', 'pdf', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  /** `name` is what the file is called after. */
  z.object({
    kind: z.literal('chats'),
    chatIds: z.array(z.string()).min(1).max(100_000),
    name: z.string(),
  }),
  z.object({ kind: z.literal('message'), messageId: z.string() }),
])
export type ExportScope = z.infer<typeof exportScopeSchema>

/** The words an exported document shows, since only the window has words. */
export const documentWordsSchema = z.object({
  /** Language of the words, and where its lines begin. */
  language: z.string().regex(/^[a-z]{2,8}(-[a-z\d]{1,8})*$/i),
  direction: z.enum(['ltr', 'rtl']),
  /** Name of a file with everything. */
  everything: z.string(),
  untitled: z.string(),
  you: z.string(),
  /** Who wrote a reply whose model is not known. */
  reply: z.string(),
  contents: z.string(),
  /** In place of a picture whose file is gone. */
  pictureGone: z.string(),
  frameAt: z.string(),
  /** How a reply ended that is not whole. */
  endings: z.object({
    stopped: z.string(),
    length: z.string(),
    failed: z.string(),
    interrupted: z.string(),
  }),
})
export type DocumentWords = z.infer<typeof documentWordsSchema>

/** An export from its start to its end; the last three are ends. */
export const exportStateSchema = z.discriminatedUnion('kind', [
  /** Conversations done; `printing` once they are all written and become a PDF. */
  z.object({
    kind: z.literal('running'),
    done: z.number(),
    total: z.number(),
    printing: z.boolean(),
  }),
  z.object({
    kind: z.literal('done'),
    name: z.string(),
    bytes: z.number(),
    /** Where it was saved, or the path from where a browser can fetch it once. */
    place: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), path: z.string() }),
      z.object({ kind: z.literal('download'), path: z.string() }),
    ]),
    /** Pictures whose files were gone. */
    missing: z.number(),
  }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('failed'), failure: failureSchema }),
])
export type ExportState = z.infer<typeof exportStateSchema>

/** Programs whose exports are recognised. */
export const importSources = ['carat', 'chatgpt', 'open-webui', 'lm-studio', 'jan'] as const
export type ImportSource = (typeof importSources)[number]

/** What an export holds that a conversation here has no place for, or that it speaks of and lacks. */
export const omissions = [
  /** What a model wrote to itself before its answer. */
  'thinking',
  /** Calls of tools and what they answered. */
  'tools',
  /** Instructions of the system. */
  'instructions',
  /** Pictures that a model made. */
  'replyPictures',
  /** Files that are no pictures. */
  'files',
  /** Pictures that are named, but not in the file. */
  'missingPictures',
  /** Who answers, or what a reply was made from, in values that cannot be. */
  'details',
  /** Kinds of content this Carat does not know. */
  'unknown',
] as const
export type Omission = (typeof omissions)[number]

/** What comes beside conversations, in numbers: only what is not here yet. */
const importBesideSchema = z.object({
  prompts: z.number(),
  assistants: z.number(),
  folders: z.number(),
})
export type ImportBeside = z.infer<typeof importBesideSchema>

export const importPreviewSchema = z.object({
  source: z.enum(importSources),
  conversations: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      messages: z.number(),
      /** Those that are not here yet. */
      newMessages: z.number(),
      pictures: z.number(),
      updatedAt: z.number(),
      /** `grown` ones are here and get what is new in them; `trash` ones come back, with what is new. */
      standing: z.enum(['new', 'grown', 'here', 'trash']),
    }),
  ),
  /** Prompts that are in it, those that are here already too. */
  prompts: z.number(),
  /** Comes whatever is chosen; what a conversation that can come brings along is not in it. */
  beside: importBesideSchema,
  omitted: z.partialRecord(z.enum(omissions), z.number()),
  /** Conversations that could not be read at all. */
  damaged: z.number(),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

export const importResultSchema = z.object({
  /** Conversations that are in the list now and were not before. */
  imported: z.number(),
  /** Conversations of the list that got new messages, and how many those are together. */
  grown: z.number(),
  newMessages: z.number(),
  /** Conversations that could not be stored. */
  failed: z.number(),
  pictures: z.number(),
  /** Pictures that could not be read; their names stand in their places. */
  lostPictures: z.number(),
  /** The newest one, to show it. */
  newestChatId: z.string().nullable(),
  /** What else is new here now. */
  beside: importBesideSchema,
})
export type ImportResult = z.infer<typeof importResultSchema>

/** An import from its first byte to its end; `done`, `cancelled` and `failed` are ends. */
export const importStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('receiving') }),
  /** Bytes of the files that were looked through; of 0 in all until that is known. */
  z.object({ kind: z.literal('reading'), bytes: z.number(), totalBytes: z.number() }),
  z.object({ kind: z.literal('preview'), preview: importPreviewSchema }),
  z.object({ kind: z.literal('importing'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('done'), result: importResultSchema }),
  /** What had been imported by then stays. */
  z.object({ kind: z.literal('cancelled'), result: importResultSchema }),
  /** What had been imported by then stays here too. */
  z.object({ kind: z.literal('failed'), failure: failureSchema, result: importResultSchema }),
])
export type ImportState = z.infer<typeof importStateSchema>

/** Path from where a browser fetches a finished export, once. */
export const downloadPath = (id: string) => `/exports/${id}`

/** Files reach the services in pieces of at most this many bytes. */
export const PIECE_BYTES = 4_000_000

/** Of one import; one with more is refused as a whole. */
export const MOST_CONVERSATIONS = 100_000

const idInput = z.object({ id: z.uuid() })

export const transferContract = {
  /** Begins an export and answers; null when the dialog for its place was closed. */
  startExport: procedure
    .input(
      z.object({
        scope: exportScopeSchema,
        format: z.enum(exportFormats),
        words: documentWordsSchema,
      }),
    )
    .output(z.object({ id: z.uuid().nullable() })),
  followExport: procedure.input(idInput).output(eventIterator(exportStateSchema)),
  /** Ends a running export; nothing of it stays. */
  cancelExport: procedure.input(idInput).output(z.object({})),
  /** Makes room for the files of an import. */
  beginImport: procedure.output(idInput),
  /** Appends the next piece of a file; `file` counts the files, `name` is only ever a name. */
  receivePiece: procedure
    .input(
      idInput.extend({
        file: z.number().int().min(0).max(200_000),
        name: z.string().max(1_000),
        piece: z.file(),
      }),
    )
    .output(z.object({})),
  /** All files are there: looks what they hold. */
  inspectImport: procedure.input(idInput).output(z.object({})),
  followImport: procedure.input(idInput).output(eventIterator(importStateSchema)),
  /** Imports the chosen conversations of the preview, of grown ones what is new, and what comes beside them. */
  runImport: procedure
    .input(idInput.extend({ conversationIds: z.array(z.string()).max(MOST_CONVERSATIONS) }))
    .output(z.object({})),
  /** Ends an import wherever it is and forgets its files. */
  cancelImport: procedure.input(idInput).output(z.object({})),
  /**
   * Takes back what an import brought: conversations go to the trash, new messages of others go, but
   * for those that something from later hangs on. One that failed may be repeated.
   */
  undoImport: procedure.input(idInput).output(z.object({ keptMessages: z.number() })),
}
