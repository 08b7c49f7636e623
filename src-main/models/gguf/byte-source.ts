/** Bytes that can be read anywhere: a file on disk, or one on a hub by ranged requests. */
export interface ByteSource {
  /** For messages only. */
  name: string
  /** True length of the whole. */
  bytes: number
  /** Exactly `length` bytes from `offset`, or fewer at the end. */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>
}
