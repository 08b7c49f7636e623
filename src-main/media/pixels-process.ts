import { CaratError } from '../platform/carat-error.ts'
import type { Host } from '../platform/host.ts'
import { createPlaces } from './places.ts'
import type { CutInput, PictureFacts, PictureInput } from './pixels-contract.ts'
import { type PixelsChild, startPixelsChild } from './pixels-child.ts'

/** Turns files into pixels, in processes that may die without loss. */
export interface Pixels {
  /**
   * Writes the renderings of one picture. Waits while two others are being made. After an abort,
   * nothing writes into the folder any more.
   *
   * @throws CaratError about the file, `MEDIA_DECODER_CRASHED` when the process died on it or took
   * longer than the time limit, and the signal's reason after an abort.
   */
  preparePicture(input: PictureInput, signal?: AbortSignal): Promise<PictureFacts>
  /**
   * Cuts parts out of one picture. Waits and fails as `preparePicture` does; what it had not
   * finished after a failure is to be thrown away.
   */
  cut(input: CutInput, signal?: AbortSignal): Promise<void>
  /** Ends every process; pictures in flight fail as crashed. */
  dispose(): Promise<void>
}

interface PixelsOptions {
  /** Longest that one picture may take. */
  limitMs?: number
  /** How long a process without work is kept. */
  idleMs?: number
}

const PICTURES_AT_ONCE = 2

/**
 * Child processes that decode pictures, started when needed. Each works on one picture at a time,
 * so that a file which kills its decoder takes no other picture along, and a picture nobody wants
 * any more can be stopped at once.
 */
export function createPixels(
  host: Pick<Host, 'spawnChild'>,
  { limitMs = 30_000, idleMs = 60_000 }: PixelsOptions = {},
): Pixels {
  const places = createPlaces(PICTURES_AT_ONCE)
  const children = new Set<PixelsChild>()
  const idle: { child: PixelsChild; timer: NodeJS.Timeout }[] = []

  function takeChild(): PixelsChild {
    for (let last = idle.pop(); last; last = idle.pop()) {
      clearTimeout(last.timer)
      if (children.has(last.child)) return last.child
    }
    const child = startPixelsChild(host.spawnChild('pixels'))
    children.add(child)
    void child.exited.then(() => children.delete(child))
    return child
  }

  function keepChild(child: PixelsChild): void {
    const timer = setTimeout(() => void child.end(), idleMs)
    timer.unref()
    idle.push({ child, timer })
  }

  /** One picture's work on a child of its own, when there is a place for it. */
  async function work<Value>(
    { name }: { name: string },
    signal: AbortSignal | undefined,
    task: (child: PixelsChild) => Promise<Value>,
  ): Promise<Value> {
    const leave = await places.enter(signal)
    try {
      const child = takeChild()
      try {
        const value = await settleWithin(limitMs, signal, task(child))
        keepChild(child)
        return value
      } catch (error) {
        if (error instanceof CaratError) {
          keepChild(child)
          throw error
        }
        await child.end()
        signal?.throwIfAborted()
        throw new CaratError('MEDIA_DECODER_CRASHED', { name }, { cause: error })
      }
    } finally {
      leave()
    }
  }

  return {
    preparePicture: (input, signal) => work(input, signal, (child) => child.preparePicture(input)),
    cut: (input, signal) => work(input, signal, (child) => child.cut(input)),
    async dispose() {
      for (const { timer } of idle.splice(0)) clearTimeout(timer)
      await Promise.all([...children].map((child) => child.end()))
    },
  }
}

/** The work's outcome, or a rejection as soon as the signal aborts or the time is up. */
async function settleWithin<Value>(
  limitMs: number,
  signal: AbortSignal | undefined,
  work: Promise<Value>,
): Promise<Value> {
  const { promise: cut, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`No answer in ${limitMs} ms`)), limitMs)
  const onAbort = () => reject(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, cut])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}
