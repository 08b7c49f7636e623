const MOST_FRAMES = 8
const FEWEST_FRAMES = 4

/**
 * Times of the frames to pick from a clip, in seconds: the middles of equal stretches, as the demo
 * model was trained. One a second for clips shorter than eight seconds, but four at least where
 * there are as many; eight for longer clips.
 */
export function frameTimes(durationSeconds: number, frameCount: number): number[] {
  const wanted = Math.min(MOST_FRAMES, Math.max(FEWEST_FRAMES, Math.round(durationSeconds)))
  const count = Math.max(1, Math.min(wanted, frameCount))
  return Array.from({ length: count }, (_, index) => (durationSeconds * (index + 0.5)) / count)
}
