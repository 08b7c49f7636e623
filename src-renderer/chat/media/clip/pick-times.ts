import type { Canvas, OpenClip } from './clip-frames.ts'
import type { ClipSettings } from './clip-settings.ts'
import { evenTimes } from './clip-settings.ts'
import type { ClipSource } from './clip-source.ts'
import { timeKey } from './clip-source.ts'
import type { GreyPicture } from './scene-times.ts'
import { sceneTimes } from './scene-times.ts'

const GREY_SIDE = 16
/** More would make a long clip slow to look through. */
const MOST_CANDIDATES = 256
const CANDIDATES_PER_FRAME = 6

function greyOf(canvas: Canvas): GreyPicture {
  const small = new OffscreenCanvas(GREY_SIDE, GREY_SIDE)
  const context = small.getContext('2d', { willReadFrequently: true })
  if (!context) return new Uint8Array(0)
  context.drawImage(canvas, 0, 0, GREY_SIDE, GREY_SIDE)
  const { data } = context.getImageData(0, 0, GREY_SIDE, GREY_SIDE)
  return Uint8Array.from({ length: GREY_SIDE * GREY_SIDE }, (_, place) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(place * 4, place * 4 + 3)
    return 0.299 * red + 0.587 * green + 0.114 * blue
  })
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
  const unknown = times.filter((time) => !source.greys.has(timeKey(time)))
  let done = 0
  for await (const canvas of clip.frames(unknown, signal)) {
    source.greys.set(timeKey(unknown[done] ?? 0), greyOf(canvas))
    done += 1
    onProgress(done / unknown.length)
  }
  const greys = times.map((time) => source.greys.get(timeKey(time)) ?? new Uint8Array(0))
  return sceneTimes({ times, greys }, count, (endSeconds - startSeconds) / (2 * count))
}
