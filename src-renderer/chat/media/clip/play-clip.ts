import type { OpenClip } from './clip-frames.ts'
import { fitSides } from './clip-frames.ts'
import { ClipError } from './clip-error.ts'

/** Far beyond any end: a recording without a length in its header gets one by seeking there. */
const BEYOND_THE_END = 1e7

function happened(video: HTMLVideoElement, name: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settled = new AbortController()
    const once = (target: EventTarget, event: string, settle: () => void) =>
      target.addEventListener(
        event,
        () => {
          settled.abort()
          settle()
        },
        { signal: settled.signal },
      )
    once(video, name, resolve)
    once(video, 'error', () => reject(new ClipError({ code: 'clipCorrupt' })))
    if (signal) once(signal, 'abort', () => reject(signal.reason))
  })
}

async function seek(video: HTMLVideoElement, seconds: number, signal?: AbortSignal) {
  const arrived = happened(video, 'seeked', signal)
  video.currentTime = seconds
  await arrived
}

/**
 * Opens a clip with the browser's player, which knows codecs on some systems that decoders alone
 * do not. Slower, so it is the second choice; throws when the player cannot show it either.
 */
export async function playClip(file: File): Promise<OpenClip> {
  const url = URL.createObjectURL(file)
  const video = document.createElement('video')
  const close = () => {
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
  try {
    video.muted = true
    video.preload = 'auto'
    const loaded = happened(video, 'loadeddata')
    video.src = url
    await loaded
    if (video.duration === Infinity) await seek(video, BEYOND_THE_END)
    if (video.videoWidth === 0) throw new ClipError({ code: 'clipNoVideo' })
  } catch (error) {
    close()
    throw error
  }
  const { width, height } = fitSides(video.videoWidth, video.videoHeight)
  return {
    durationSeconds: video.duration,
    frameCount: Infinity,
    async *frames(times, signal) {
      for (const time of times) {
        signal.throwIfAborted()
        await seek(video, time, signal)
        const canvas = new OffscreenCanvas(width, height)
        canvas.getContext('2d')?.drawImage(video, 0, 0, width, height)
        yield canvas
      }
    },
    close,
  }
}
