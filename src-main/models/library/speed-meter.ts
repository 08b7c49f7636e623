const WINDOW_MILLISECONDS = 5_000
/** Less tells nothing. */
const FIRST_MILLISECONDS = 300

/** Bytes a second over the last seconds, so that it follows a change without jumping. */
export function createSpeedMeter(now: () => number = () => performance.now()) {
  const samples = [{ at: now(), bytes: 0 }]
  let total = 0
  return {
    /** @returns the speed with these bytes; null at the very beginning. */
    add(bytes: number): number | null {
      total += bytes
      const at = now()
      samples.push({ at, bytes: total })
      while (samples.length > 2 && (samples[1]?.at ?? at) < at - WINDOW_MILLISECONDS)
        samples.shift()
      const [first] = samples
      if (!first || at - first.at < FIRST_MILLISECONDS) return null
      return ((total - first.bytes) * 1000) / (at - first.at)
    },
  }
}
