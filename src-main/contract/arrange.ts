import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from './procedure.ts'

/** A folder of conversations; there are none within others. */
export const folderSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Place among the folders, from 0. */
  position: z.number().int(),
  /** Only its name is shown in the list. */
  collapsed: z.boolean(),
})
export type Folder = z.infer<typeof folderSchema>

/** Days a conversation stays in the trash. */
export const TRASH_DAYS = 30

/** A conversation in the trash. Times in milliseconds since 1970. */
export const trashedChatSchema = z.object({
  id: z.string(),
  title: z.string(),
  removedAt: z.number(),
  /** When it goes for good. */
  leavesAt: z.number(),
})
export type TrashedChat = z.infer<typeof trashedChatSchema>

/** What changes about conversations; what is missing stays. */
export const chatChangeSchema = z.object({
  /** Null takes them out of their folders. */
  folderId: z.string().nullable().optional(),
  pinned: z.boolean().optional(),
  archived: z.boolean().optional(),
  /** In the trash, for `TRASH_DAYS`; what runs there is stopped. */
  removed: z.boolean().optional(),
})

const chatIds = z.array(z.string()).min(1).max(100_000)

/** Some conversations and what changes about each of them. */
export const arrangementSchema = z.object({ chatIds, change: chatChangeSchema })
export type Arrangement = z.infer<typeof arrangementSchema>

const folderName = z.string().trim().min(1).max(200)
const folderChangeSchema = z.object({
  name: folderName.optional(),
  /** The others make room. */
  position: z.number().int().nonnegative().optional(),
  collapsed: z.boolean().optional(),
  /** Its conversations stay in the list; taken back, they are in it again. */
  removed: z.boolean().optional(),
})
export type FolderChange = z.infer<typeof folderChangeSchema>

/** Order among conversations. Every command is one transaction and may be repeated. */
export const arrangeContract = {
  /** Passes over conversations that are gone for good, unless all of them are. */
  arrange: procedure
    .input(z.object({ arrangements: z.array(arrangementSchema).min(1).max(10_000) }))
    .output(z.object({})),
  /** Makes a folder, the first of all; its id is the window's. */
  makeFolder: procedure
    .input(z.object({ folderId: z.uuid(), name: folderName }))
    .output(z.object({})),
  changeFolder: procedure
    .input(z.object({ folderId: z.string(), change: folderChangeSchema }))
    .output(z.object({})),
  /** What is in the trash, the last removed first; all of it anew after each change. */
  followTrash: procedure.output(eventIterator(z.array(trashedChatSchema))),
  /**
   * Takes conversations out of the trash for good, soon: for some seconds, `arrange` with `removed`
   * still brings them back into the trash.
   */
  erase: procedure.input(z.object({ chatIds })).output(z.object({})),
}
