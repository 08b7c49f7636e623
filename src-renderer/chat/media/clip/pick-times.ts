import type { Canvas, OpenClip } from './clip-frames.ts'
import type { ClipSettings } from './clip-settings.ts'
import { evenTimes } from './clip-settings.ts'
import type { ClipSource } from './clip-source.ts'
import { timeKey } from './clip-source.ts'
import type { SmallPicture } from './scene-times.ts'
import { sceneTimes } from './scene-times.ts'

const SMALL_SIDE = 16
/** More would make a long clip slow to look through. */
const MOST_CANDIDATES = 256
const CANDIDATES_PER_FRAME = 6

function smallPictureOf(canvas: Canvas): SmallPicture {
  const small = new OffscreenCanvas(SMALL_SIDE, SMALL_SIDE)
  const context = small.getContext('2d', { willReadFrequently: true })
  if (!context) return new Uint8Array(0)
  context.drawImage(canvas, 0, 0, SMALL_SIDE, SMALL_SIDE)
  const { data } = context.getImageData(0, 0, SMALL_SIDE, SMALL_SIDE)
  // Every fourth value is how opaque a pixel is, which all of them are.
  return Uint8Array.from(data.filter((_, place) => place % 4 !== 3))
}

/**
 * The times to take frames at, in seconds. Scenes are looked for among small pictures of evenly
 * spread candidates; those known from before are not decoded again. Rejects when aborted.
 */
export async function pickTimes(
  clip: OpenClip,
  { source, settings, count }: { source: ClipSource; settings: ClipSettings; count: number },
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<number[]> {
  const { startSeconds, endSeconds, sampling } = settings
  if (sampling === 'even') return evenTimes(startSeconds, endSeconds, count)
  const most = Math.max(count, Math.min(MOST_CANDIDATES, count * CANDIDATES_PER_FRAME))
  const there = Math.round((clip.frameCount * (endSeconds - startSeconds)) / clip.durationSeconds)
  const times = evenTimes(startSeconds, endSeconds, Math.max(count, Math.min(most, there)))
  const unknown = times.filter((time) => !source.pictures.has(timeKey(time)))
  let done = 0
  for await (const canvas of clip.frames(unknown, signal)) {
    source.pictures.set(timeKey(unknown[done] ?? 0), smallPictureOf(canvas))
    done += 1
    onProgress(done / unknown.length)
  }
  const pictures = times.map((time) => source.pictures.get(timeKey(time)) ?? new Uint8Array(0))
  return sceneTimes({ times, pictures }, count, (endSeconds - startSeconds) / (2 * count))
}
