import type { InputVideoTrack } from 'mediabunny'
import type { OpenClip } from './clip-frames.ts'
import { fitSides } from './clip-frames.ts'
import { MOST_FRAMES } from './clip-settings.ts'
import { ClipError } from './clip-error.ts'
import { codecName } from './codec-name.ts'

/** Frames are counted up to here; beyond it a clip has more than are picked anyway. */
const COUNTED_FRAMES = MOST_FRAMES + 1

async function nameOfCodec(track: InputVideoTrack): Promise<string | null> {
  const known = await track.getCodec()
  if (known) return codecName(known)
  const own = await track.getInternalCodecId()
  return codecName(typeof own === 'string' ? own : null)
}

function codecError(name: string | null): ClipError {
  return new ClipError(name ? { code: 'clipCodec', codec: name } : { code: 'clipCodecUnknown' })
}

/**
 * Opens a clip with the platform's decoders. Null when the container is not one of those read
 * here; throws a ClipError that names the codec when there is no decoder for it.
 */
export async function decodeClip(file: File): Promise<OpenClip | null> {
  const { BlobSource, CanvasSink, Input, MATROSKA, MP4, QTFF, WEBM } = await import('mediabunny')
  const input = new Input({
    source: new BlobSource(file),
    formats: [MP4, QTFF, WEBM, MATROSKA],
  })
  try {
    if (!(await input.canRead())) {
      input.dispose()
      return null
    }
    const track = await input.getPrimaryVideoTrack()
    if (!track) throw new ClipError({ code: 'clipNoVideo' })
    if (!(await track.canDecode())) throw codecError(await nameOfCodec(track))
    const { packetCount } = await track.computePacketStats(COUNTED_FRAMES)
    if (packetCount === 0) throw new ClipError({ code: 'clipEmpty' })
    const start = await track.getFirstTimestamp()
    const durationSeconds = (await track.computeDuration()) - start
    const sides = fitSides(await track.getDisplayWidth(), await track.getDisplayHeight())
    return {
      durationSeconds,
      frameCount: packetCount < COUNTED_FRAMES ? packetCount : Infinity,
      async *frames(times, signal) {
        const sink = new CanvasSink(track, { ...sides, fit: 'fill' })
        for await (const frame of sink.canvasesAtTimestamps(times.map((time) => start + time))) {
          signal.throwIfAborted()
          if (!frame) throw new ClipError({ code: 'clipCorrupt' })
          yield frame.canvas
        }
      },
      close: () => input.dispose(),
    }
  } catch (error) {
    input.dispose()
    throw error
  }
}
