/** How fast bytes come in. */
export interface SpeedMeter {
  add(bytes: number): void
  /** Over the last seconds; null while too little is known. */
  bytesPerSecond(): number | null
  /** Forgets the speed, as after a pause. */
  rest(): void
}

/** What "the last seconds" are, in milliseconds. */
const WINDOW = 5000
/** Bytes are counted together for so long. */
const STEP = 250
/** Below this a speed would jump about. */
const LEAST = 750

/** @param now monotonic clock in milliseconds */
export function createSpeedMeter(now = () => performance.now()): SpeedMeter {
  let steps: { at: number; bytes: number }[] = []
  let since: number | null = null
  return {
    add(bytes) {
      const at = now()
      since ??= at
      const last = steps.at(-1)
      if (last && at - last.at < STEP) last.bytes += bytes
      else steps.push({ at, bytes })
      while ((steps[0]?.at ?? at) < at - WINDOW) steps.shift()
    },
    bytesPerSecond() {
      if (since === null) return null
      const at = now()
      const time = Math.min(WINDOW, at - since)
      if (time < LEAST) return null
      const recent = steps.filter((step) => step.at >= at - WINDOW)
      return (recent.reduce((sum, { bytes }) => sum + bytes, 0) / time) * 1000
    },
    rest() {
      steps = []
      since = null
    },
  }
}
