import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { previewSchema, snapshotContentsSchema, snapshotReasons } from '../contract/history.ts'
import { procedure } from '../contract/procedure.ts'

/** Between Carat and the process that copies and reads databases beside it. Paths are absolute. */
export const keeperContract = {
  /** Yields how much is copied, 0 to 1; ends when the snapshot is verified and on disk. */
  keep: procedure
    .input(
      z.object({ dataFolder: z.string(), source: z.string(), reason: z.enum(snapshotReasons) }),
    )
    .output(eventIterator(z.number())),
  /** What each snapshot holds; null for one that cannot be read. */
  describe: procedure
    .input(z.object({ paths: z.array(z.string()) }))
    .output(z.array(snapshotContentsSchema.nullable())),
  compare: procedure
    .input(z.object({ snapshot: z.string(), present: z.string() }))
    .output(previewSchema),
  /** Pictures that the snapshots speak of, each once. */
  listAttachments: procedure
    .input(z.object({ paths: z.array(z.string()) }))
    .output(z.array(z.string())),
}
