import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type DataReport, dataReportSchema, snapshotIdSchema } from '../contract/history.ts'
import { snapshotsFolder } from './snapshot-files.ts'
import { settleFile } from './sync-file.ts'

/** What the next start is to do before it opens the database. */
const startRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('restore'),
    id: snapshotIdSchema,
    /** What the present is kept as, noted before anything is done. */
    undoId: snapshotIdSchema.optional(),
  }),
  z.object({ kind: z.literal('rescue') }),
])
export type StartRequest = z.infer<typeof startRequestSchema>

const requestFile = (dataFolder: string) => join(snapshotsFolder(dataFolder), 'request.json')
const reportFile = (dataFolder: string) => join(snapshotsFolder(dataFolder), 'report.json')

/** The wish of the last run, if it had one. It stays until it was fulfilled. */
export const readRequest = (dataFolder: string): StartRequest | null =>
  readJson(requestFile(dataFolder), startRequestSchema)

/** Null forgets it. */
export const writeRequest = (dataFolder: string, request: StartRequest | null): void =>
  writeJson(requestFile(dataFolder), request)

/** What a start did to the data and the user has not read yet. */
export const readReport = (dataFolder: string): DataReport | null =>
  readJson(reportFile(dataFolder), dataReportSchema)

/** Null forgets it. */
export const writeReport = (dataFolder: string, report: DataReport | null): void =>
  writeJson(reportFile(dataFolder), report)

function readJson<Value>(file: string, schema: z.ZodType<Value>): Value | null {
  if (!existsSync(file)) return null
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function writeJson(file: string, value: unknown): void {
  if (value === null) return rmSync(file, { force: true })
  const draft = `${file}.new`
  writeFileSync(draft, JSON.stringify(value), { mode: 0o600 })
  settleFile(draft, file)
}
