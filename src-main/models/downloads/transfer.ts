import type { HttpClient } from '../../network/http.ts'
import type { ModelSource, RemotePath } from '../sources/model-source.ts'
import type { Disk } from './disk.ts'
import type { JournalKey } from './journal.ts'
import type { SpeedLimit } from './speed-limit.ts'

/** One file to fetch: what it must be, and where it goes. */
export interface Transfer {
  file: RemotePath
  bytes: number
  /** As published, in lowercase hex; null where nothing is. */
  sha256: string | null
  /** Absolute; its folder is there. Beside it lies its journal while the transfer is not finished. */
  partPath: string
}

export type TransferProgress =
  /** So many more bytes came in, for the speed. */
  | { kind: 'received'; bytes: number }
  /** So much of the file is on disk; falls only when everything is fetched again. */
  | { kind: 'recorded'; doneBytes: number }
  /** All bytes are here, and this share of them is hashed. */
  | { kind: 'hashing'; fraction: number }

export interface TransferOptions {
  http: HttpClient
  source: ModelSource
  signal: AbortSignal
  /** How many at most, 4 unless given; a host may get fewer. */
  connections?: number
  limit: SpeedLimit
  disk?: Disk
  onProgress(progress: TransferProgress): void
  /**
   * Asked when a host or the way to it failed: resolves when it is time to try again, or throws to
   * give up. Without it every such failure ends the transfer, which can be called again.
   *
   * @param progressed whether bytes came in since the last failure
   */
  recover?(error: unknown, progressed: boolean): Promise<void>
}

/** What the journal of a transfer is bound to. */
export const journalKeyOf = ({ bytes, file, sha256 }: Transfer): JournalKey => ({
  bytes,
  content: sha256 ?? `${file.ref.source} ${file.ref.repository} ${file.revision} ${file.path}`,
})
