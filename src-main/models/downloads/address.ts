import { CaratError } from '../../platform/carat-error.ts'
import type { FileLocation } from '../sources/model-source.ts'
import type { Transfer, TransferOptions } from './transfer.ts'

/** The bytes that are here are those of another file: without a published hash only the tag tells. */
export class StaleBytesError extends Error {}

/** Where a file is at the moment, for all connections of its transfer. */
export interface Address {
  /**
   * @param stale the location that turned out to be no good, so that it is asked for anew; once for
   *   all who found the same one no good
   */
  get(stale: FileLocation | null): Promise<FileLocation>
  host(): string
}

/**
 * @throws from `get` StaleBytesError, CaratError `DOWNLOAD_CHANGED` and those of `ModelSource.locate`
 */
export function createAddress(
  { bytes, file, sha256 }: Transfer,
  { signal, source }: Pick<TransferOptions, 'signal' | 'source'>,
): Address {
  let location: FileLocation | null = null
  let asking: Promise<FileLocation> | null = null
  let firstTag: string | null = null

  async function ask(): Promise<FileLocation> {
    const found = await source.locate(file, signal)
    const isOther =
      found.bytes !== bytes || (sha256 !== null && found.sha256 !== null && found.sha256 !== sha256)
    if (isOther) throw new CaratError('DOWNLOAD_CHANGED', { name: file.path })
    const tag = strongTag(found)
    if (sha256 === null && firstTag !== null && tag !== null && tag !== firstTag)
      throw new StaleBytesError()
    firstTag ??= tag
    return found
  }

  return {
    async get(stale) {
      if (location && location !== stale) return location
      asking ??= ask().finally(() => (asking = null))
      location = await asking
      return location
    },
    host: () => location?.url.host ?? file.ref.source,
  }
}

/** Weak tags say too little to tell two files apart. */
export const strongTag = ({ etag }: Pick<FileLocation, 'etag'>): string | null =>
  etag?.startsWith('"') ? etag : null
