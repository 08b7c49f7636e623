import type { ClipPart } from '../../../../src-main/contract/messages.ts'
import { upload } from '../upload.ts'
import { ClipError } from './clip-error.ts'
import type { OpenClip } from './clip-frames.ts'
import { encodeFrame } from './clip-frames.ts'
import { clipTime } from './clip-time.ts'
import { decodeClip } from './decode-clip.ts'
import type { ClipSettings } from './clip-settings.ts'
import { frameAmount, usualSettings } from './clip-settings.ts'
import type { ClipSource } from './clip-source.ts'
import { timeKey } from './clip-source.ts'
import { clipKind, promisesKnownContainer } from './is-clip.ts'
import { pickTimes } from './pick-times.ts'
import { playClip } from './play-clip.ts'

function unreadable(file: File): ClipError {
  if (promisesKnownContainer(file.name)) return new ClipError({ code: 'clipCorrupt' })
  const data = { name: file.name, detected: clipKind(file) }
  return new ClipError({ code: 'MEDIA_UNSUPPORTED', data })
}

/** Opens a clip by decoder or player; the decoder's reason is the better one if both fail. */
async function openClip(file: File): Promise<OpenClip> {
  let reason = unreadable(file)
  try {
    const decoded = await decodeClip(file)
    if (decoded) return decoded
  } catch (error) {
    reason = error instanceof ClipError ? error : new ClipError({ code: 'clipCorrupt' })
    if (!reason.problem.code.startsWith('clipCodec')) throw reason
  }
  try {
    return await playClip(file)
  } catch {
    throw reason
  }
}

interface Picked {
  clip: ClipPart['data']
  settings: ClipSettings
}

interface Picking {
  source: ClipSource
  /** Null for what is usual for such a clip. */
  settings: ClipSettings | null
  /** Of the model that will look, null where unknown. */
  tokensPerFrame: number | null
  /** Frames at first, where somebody said; null for the usual number. */
  wantedFrames?: number | null
}

/** Share of the progress that looking for scenes takes. */
const SCENES_SHARE = 0.5

/** Takes out the frames that were not stored before; each is being stored when this resolves. */
async function storeFrames(
  clip: OpenClip,
  { source, times }: { source: ClipSource; times: readonly number[] },
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Promise<void>[]> {
  const missing = times.filter((time) => !source.stored.has(timeKey(time)))
  const uploads: Promise<void>[] = []
  let steps = 0
  const step = () => onProgress((steps += 1) / (2 * missing.length))
  if (missing.length === 0) return uploads
  for await (const canvas of clip.frames(missing, signal)) {
    const seconds = missing[uploads.length] ?? 0
    const picture = await encodeFrame(canvas)
    step()
    const title = `${source.file.name} ${clipTime(seconds)}`
    const frame = upload(new File([picture], title, { type: picture.type }), signal)
    const stored = frame.then((attachment) => {
      step()
      source.stored.set(timeKey(seconds), attachment.id)
    })
    // Awaited by the caller, later; a failure meanwhile must not count as unhandled.
    stored.catch(() => undefined)
    uploads.push(stored)
  }
  return uploads
}

async function pick(
  clip: OpenClip,
  { source, settings: chosen, tokensPerFrame, wantedFrames = null }: Picking,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<() => Promise<Picked>> {
  const { durationSeconds, frameCount } = clip
  signal.throwIfAborted()
  if (!(durationSeconds > 0)) throw new ClipError({ code: 'clipEmpty' })
  source.durationSeconds = durationSeconds
  source.frameCount = frameCount
  const settings = chosen ?? usualSettings(durationSeconds, frameCount, wantedFrames)
  const bounds = { tokensPerFrame, frameCount, durationSeconds }
  const { count } = frameAmount(settings, bounds)
  const share = settings.sampling === 'scenes' ? SCENES_SHARE : 0
  const times = await pickTimes(clip, { source, settings, count }, signal, (fraction) =>
    onProgress(fraction * share),
  )
  const uploads = await storeFrames(clip, { source, times }, signal, (fraction) =>
    onProgress(share + fraction * (1 - share)),
  )
  const { startSeconds, endSeconds, sampling } = settings
  const selection = { startSeconds, endSeconds, sampling }
  return async () => {
    await Promise.all(uploads)
    const frames = times.map((seconds) => ({
      attachmentId: source.stored.get(timeKey(seconds)) ?? '',
      seconds,
    }))
    return { clip: { name: source.file.name, durationSeconds, frames, selection }, settings }
  }
}

/**
 * Picks frames from a clip and stores each as a picture; those stored before are used again. Throws
 * a ClipError that says what is wrong with the clip, or what the services answered about a frame.
 */
export async function storeClip(
  picking: Picking,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Picked> {
  const clip = await openClip(picking.source.file)
  let finish: () => Promise<Picked>
  try {
    finish = await pick(clip, picking, signal, onProgress)
  } catch (error) {
    if (signal.aborted || error instanceof ClipError) throw error
    throw new ClipError({ code: 'clipCorrupt' }, { cause: error })
  } finally {
    clip.close()
  }
  return finish()
}
