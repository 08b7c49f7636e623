import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { failureSchema } from './errors.ts'
import { procedure } from './procedure.ts'

/** `migration`: before a newer Carat changed the data. `restore`: before an older state came back. */
export const snapshotReasons = ['daily', 'manual', 'migration', 'restore'] as const
export type SnapshotReason = (typeof snapshotReasons)[number]

/** Name of a snapshot, and nothing that could lead out of its folder. */
export const snapshotIdSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-(daily|manual|migration|restore)\.db$/)

export const snapshotContentsSchema = z.object({
  chats: z.number(),
  messages: z.number(),
  /** When the newest message was written; null if there is none. */
  newestAt: z.number().nullable(),
})
export type SnapshotContents = z.infer<typeof snapshotContentsSchema>

/** A verified copy of everything but pictures, which stay where they are. */
export const snapshotSchema = z.object({
  id: snapshotIdSchema,
  createdAt: z.number(),
  reason: z.enum(snapshotReasons),
  bytes: z.number(),
  /** Null for one that cannot be read now. */
  contents: snapshotContentsSchema.nullable(),
})
export type Snapshot = z.infer<typeof snapshotSchema>

const previewChatSchema = z.object({
  id: z.string(),
  title: z.string(),
  updatedAt: z.number(),
  /** Messages in the snapshot, and now. */
  before: z.number(),
  now: z.number(),
})
export type PreviewChat = z.infer<typeof previewChatSchema>

/** Most conversations a preview names. */
export const PREVIEW_LIMIT = 500

/** What would change if a snapshot came back. */
export const previewSchema = z.object({
  /** Conversations that are only in the snapshot, only here now, or have other messages. */
  gained: z.number(),
  lost: z.number(),
  changed: z.number(),
  same: z.number(),
  /** Those first in which something would change. */
  chats: z.array(previewChatSchema),
})
export type Preview = z.infer<typeof previewSchema>

/** What happened to the data at the last start, told until the user has read it. */
export const dataReportSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('restored'),
    snapshotAt: z.number(),
    /** The state before, to go back to. */
    undoId: snapshotIdSchema.nullable(),
  }),
  z.object({ kind: z.literal('not-restored'), snapshotAt: z.number(), failure: failureSchema }),
  z.object({
    kind: z.literal('rescued'),
    /** `log-lost`: the newest changes were in a file that is gone or cut short. */
    cause: z.enum(['damaged', 'empty', 'not-a-database', 'log-lost']),
    /** The first thing that was wrong, in SQLite's words. */
    detail: z.string(),
    /** Where the old files are now. */
    aside: z.string(),
    chats: z.number(),
    messages: z.number(),
    /** Messages that were taken from a snapshot, and when that was made. */
    fromSnapshot: z.number(),
    snapshotAt: z.number().nullable(),
    /** Messages missing for certain. */
    missing: z.number(),
    /** When the newest message that is here now was written. */
    newestAt: z.number().nullable(),
    affected: z.array(z.string()),
  }),
])
export type DataReport = z.infer<typeof dataReportSchema>

/** Whether the data folder takes what is written: `full` and `read-only` say why it does not. */
export const storageSchema = z.enum(['ok', 'full', 'read-only'])
export type Storage = z.infer<typeof storageSchema>

export const historyStateSchema = z.object({
  /** Newest first; null until they were read. */
  snapshots: z.array(snapshotSchema).nullable(),
  work: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('idle') }),
    z.object({ kind: z.literal('making'), fraction: z.number() }),
    /** The last try; the ones before it are kept. */
    z.object({ kind: z.literal('failed'), failure: failureSchema }),
  ]),
  storage: storageSchema,
  /** It was so at the start: everything can be read and nothing changed until the next one. */
  frozen: z.boolean(),
  /** Damage that was found while Carat runs; it is rescued at the next start of the services. */
  damaged: z.boolean(),
  report: dataReportSchema.nullable(),
  /** Folder of the snapshots. */
  folder: z.string(),
})
export type HistoryState = z.infer<typeof historyStateSchema>

const ofSnapshot = z.object({ id: snapshotIdSchema })

/** Snapshots of the conversations, what they hold, and going back to one. */
export const historyContract = {
  follow: procedure.output(eventIterator(historyStateSchema)),
  /** Begins one; `follow` tells how it goes. */
  makeSnapshot: procedure.output(z.object({})),
  cancelSnapshot: procedure.output(z.object({})),
  preview: procedure.input(ofSnapshot).output(previewSchema),
  /** Notes the wish and starts the services again; the present state is kept as a snapshot first. */
  restore: procedure.input(ofSnapshot).output(z.object({})),
  /** Starts the services again, which rescue what can be read. */
  rescue: procedure.output(z.object({})),
  /** Starts the services again, to see whether the data folder can be written to now. */
  reopen: procedure.output(z.object({})),
  dismissReport: procedure.output(z.object({})),
}
