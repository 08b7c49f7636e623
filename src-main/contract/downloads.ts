import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { modelChoiceSchema } from './discovery.ts'
import { failureSchema } from './errors.ts'
import { procedure } from './procedure.ts'

export const downloadStateSchema = z.discriminatedUnion('kind', [
  /** Others are before it. */
  z.object({ kind: z.literal('queued') }),
  z.object({ kind: z.literal('running') }),
  /** By the user. */
  z.object({ kind: z.literal('paused') }),
  /** Cannot go on now and tries again by itself: in so many seconds, or when something changes (null). */
  z.object({
    kind: z.literal('waiting'),
    failure: failureSchema,
    retrySeconds: z.number().nullable(),
  }),
  /** All bytes are here; hashes and headers are being checked. */
  z.object({ kind: z.literal('verifying'), fraction: z.number() }),
  z.object({ kind: z.literal('done'), modelId: z.string() }),
  /** Will not go on by itself; what arrived is kept until it is cancelled. */
  z.object({ kind: z.literal('failed'), failure: failureSchema }),
])
export type DownloadState = z.infer<typeof downloadStateSchema>

/** A model on its way here, with its projector: one item to the user. */
export const downloadSchema = z.object({
  id: z.string(),
  choice: modelChoiceSchema,
  /** What is being downloaded, in the publisher's words. */
  title: z.string(),
  label: z.string(),
  pictures: z.boolean(),
  state: downloadStateSchema,
  totalBytes: z.number(),
  /** Of its bytes, so many have arrived; it never falls. */
  doneBytes: z.number(),
  /** Over the last seconds; null unless running. */
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
})
export type Download = z.infer<typeof downloadSchema>

/** The whole queue each time, in order; at most four a second. */
export const downloadsSnapshotSchema = z.object({
  sequence: z.number(),
  downloads: z.array(downloadSchema),
})
export type DownloadsSnapshot = z.infer<typeof downloadsSnapshotSchema>

const one = z.object({ downloadId: z.string() })

export const downloadsContract = {
  follow: procedure.output(eventIterator(downloadsSnapshotSchema)),
  /**
   * Commits the wish and answers; a model that is on its way already answers with that download.
   * Space is checked and reserved first.
   */
  start: procedure
    .input(z.object({ choice: modelChoiceSchema, rootId: z.string().nullable() }))
    .output(z.object({ downloadId: z.string() })),
  pause: procedure.input(one).output(z.object({})),
  /** Goes on with a paused, waiting or failed one. */
  resume: procedure.input(one).output(z.object({})),
  /** Ends it and deletes what arrived; on a finished one it only leaves the list. */
  cancel: procedure.input(one).output(z.object({})),
  /** Puts it before another in the queue, or last for null. */
  move: procedure
    .input(z.object({ downloadId: z.string(), beforeId: z.string().nullable() }))
    .output(z.object({})),
}
