/** Decoded pixels, 8 bits a channel, rows from the top, without padding. */
export interface RawPicture {
  data: Uint8Array
  width: number
  height: number
  channels: 3 | 4
  /** ICC profile the numbers are in; null means sRGB. */
  profile: Uint8Array | null
}

/** Called with the sides a header declares, before memory for them is taken; throws to refuse. */
export type CheckSize = (width: number, height: number) => void
