import { frameTimes } from './frame-times.ts'

/** What frames to pick from a clip. Times in seconds from its start. */
export interface ClipSettings {
  startSeconds: number
  endSeconds: number
  /** Frames in all, or frames a second. */
  amount: { by: 'count' | 'rate'; value: number }
  /** Most tokens the frames may cost together; obeyed where a frame's cost is known. */
  budgetTokens: number
  sampling: 'even' | 'scenes'
}

/** Bound of the contract. */
export const MOST_FRAMES = 256
const USUAL_BUDGET = 4096
/** Shorter stretches would hold less than a frame of most clips. */
export const SHORTEST_SECONDS = 0.1
/** Frames a second; enough for one in over a minute. */
export const SLOWEST_RATE = 0.01

/** Of models that are not small. */
const FRAME_TOKENS = 256

/**
 * Settings of a clip nobody changed anything for: all of it, as the demo model was trained, or with
 * as many frames as whoever answers wants.
 */
export function usualSettings(
  durationSeconds: number,
  frameCount: number,
  wanted: number | null = null,
): ClipSettings {
  const usual = frameTimes(durationSeconds, frameCount).length
  const value = wanted === null ? usual : Math.max(1, Math.min(wanted, frameCount, MOST_FRAMES))
  return {
    startSeconds: 0,
    endSeconds: durationSeconds,
    amount: { by: 'count', value },
    budgetTokens: Math.max(USUAL_BUDGET, wanted === null ? 0 : value * FRAME_TOKENS),
    sampling: 'even',
  }
}

/** Tokens one frame costs: the demo model is a Gemma in small. */
export const tokensPerFrame = (model: { demo: boolean } | undefined) =>
  model?.demo ? 16 : FRAME_TOKENS

/** Frames that are picked, and what kept them from being as many as asked for. */
interface FrameAmount {
  count: number
  limit: 'budget' | 'clip' | 'most' | null
}

/** What bounds the frames besides the settings. */
interface FrameBounds {
  /** Of the model that will look, null where unknown. */
  tokensPerFrame: number | null
  /** Frames the whole clip has; Infinity for many. */
  frameCount: number
  durationSeconds: number
}

/** How many frames settings come to; one at least, and none twice. */
export function frameAmount(settings: ClipSettings, bounds: FrameBounds): FrameAmount {
  const { amount, startSeconds, endSeconds, budgetTokens } = settings
  const stretch = endSeconds - startSeconds
  const asked = amount.by === 'count' ? amount.value : amount.value * stretch
  const wanted = Math.max(1, Math.round(asked))
  const cost = bounds.tokensPerFrame
  const paid = cost ? Math.max(1, Math.floor(budgetTokens / cost)) : Infinity
  const share = stretch / bounds.durationSeconds
  const there = Math.max(1, Math.round(bounds.frameCount * share))
  const count = Math.min(wanted, paid, there, MOST_FRAMES)
  if (count === wanted) return { count, limit: null }
  return { count, limit: count === paid ? 'budget' : count === there ? 'clip' : 'most' }
}

/** The other way to say how many frames, with as many frames as now. */
export function countedBy(
  settings: ClipSettings,
  by: ClipSettings['amount']['by'],
  count: number,
): ClipSettings {
  const seconds = settings.endSeconds - settings.startSeconds
  const rate = Math.max(SLOWEST_RATE, Math.round((count / seconds) * 100) / 100)
  return { ...settings, amount: { by, value: by === 'count' ? count : rate } }
}

/** Whether both pick the same frames, were they picked now. */
export const sameSettings = (one: ClipSettings, other: ClipSettings) =>
  one.startSeconds === other.startSeconds &&
  one.endSeconds === other.endSeconds &&
  one.amount.by === other.amount.by &&
  one.amount.value === other.amount.value &&
  one.budgetTokens === other.budgetTokens &&
  one.sampling === other.sampling

/** The middles of equal stretches between two times, in seconds. */
export const evenTimes = (startSeconds: number, endSeconds: number, count: number): number[] =>
  Array.from(
    { length: count },
    (_, index) => startSeconds + ((endSeconds - startSeconds) * (index + 0.5)) / count,
  )
