import type { SmallPicture } from './scene-times.ts'

/** A clip whose file is at hand, with what was already taken from it, by time. */
export interface ClipSource {
  file: File
  durationSeconds: number
  /** Frames it has; counted only as far as it matters, else Infinity. */
  frameCount: number
  /** Attachment ids of frames that were stored. */
  stored: Map<string, string>
  pictures: Map<string, SmallPicture>
}

/** Times that are the same to the tenth of a millisecond are the same frame. */
export const timeKey = (seconds: number) => seconds.toFixed(4)

const sources = new Map<string, ClipSource>()

/** Remembers the file of a draft's clip until the clip is sent or removed, or the window reloads. */
export function rememberSource(itemKey: string, file: File): ClipSource {
  const source = {
    file,
    durationSeconds: 0,
    frameCount: Infinity,
    stored: new Map(),
    pictures: new Map(),
  }
  sources.set(itemKey, source)
  return source
}

export const sourceOf = (itemKey: string) => sources.get(itemKey)
export const forgetSource = (itemKey: string) => sources.delete(itemKey)
