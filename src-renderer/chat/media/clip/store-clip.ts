import type { ClipPart } from '../../../../src-main/contract/messages.ts'
import { upload } from '../upload.ts'
import { ClipError } from './clip-error.ts'
import type { OpenClip } from './clip-frames.ts'
import { encodeFrame } from './clip-frames.ts'
import { clipTime } from './clip-time.ts'
import { decodeClip } from './decode-clip.ts'
import { frameTimes } from './frame-times.ts'
import { clipKind, promisesKnownContainer } from './is-clip.ts'
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

/** Takes the frames out one by one and has each stored meanwhile; the ids come in order. */
async function storeFrames(
  clip: OpenClip,
  { name, times }: { name: string; times: readonly number[] },
  signal: AbortSignal,
  onStep: () => void,
): Promise<Promise<string>[]> {
  const stored: Promise<string>[] = []
  for await (const canvas of clip.frames(times, signal)) {
    const picture = await encodeFrame(canvas)
    onStep()
    const title = `${name} ${clipTime(times[stored.length] ?? 0)}`
    const frame = upload(new File([picture], title, { type: picture.type }), signal)
    const id = frame.then((attachment) => {
      onStep()
      return attachment.id
    })
    // Awaited by the caller, later; a failure meanwhile must not count as unhandled.
    id.catch(() => undefined)
    stored.push(id)
  }
  return stored
}

/**
 * Picks frames from a clip and stores each as a picture. Throws a ClipError that says what is
 * wrong with the clip, or what the services answered about a frame.
 */
export async function storeClip(
  file: File,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<ClipPart['data']> {
  const clip = await openClip(file)
  const { name } = file
  const { durationSeconds } = clip
  let stored: Promise<string>[]
  let times: number[]
  try {
    signal.throwIfAborted()
    if (!(durationSeconds > 0)) throw new ClipError({ code: 'clipEmpty' })
    times = frameTimes(durationSeconds, clip.frameCount)
    let steps = 0
    const step = () => onProgress((steps += 1) / (2 * times.length))
    stored = await storeFrames(clip, { name, times }, signal, step)
  } catch (error) {
    if (signal.aborted || error instanceof ClipError) throw error
    throw new ClipError({ code: 'clipCorrupt' }, { cause: error })
  } finally {
    clip.close()
  }
  const ids = await Promise.all(stored)
  const frames = ids.map((attachmentId, index) => ({ attachmentId, seconds: times[index] ?? 0 }))
  return { name, durationSeconds, frames }
}
