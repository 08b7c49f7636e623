import { crc32, deflateSync } from 'node:zlib'

/** Signature and header chunk, after which PNG wants the profile. */
const HEADER_BYTES = 33

/**
 * A PNG with an ICC profile put in: sharp takes no profile for raw pixels, but reads one here.
 */
export function tagProfile(png: Uint8Array, profile: Uint8Array): Buffer {
  const body = Buffer.concat([
    Buffer.from('iCCPprofile\0\0', 'latin1'),
    deflateSync(profile, { level: 1 }),
  ])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), chunk.length - 4)
  return Buffer.concat([png.subarray(0, HEADER_BYTES), chunk, png.subarray(HEADER_BYTES)])
}
