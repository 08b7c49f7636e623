/** Seconds between two lines while little moves. */
const QUIET_MILLISECONDS = 5000

/** Progress worth a line of its own before that time is up. */
const STEP = 0.1

/**
 * Tells whoever started Carat from a terminal why pictures have to wait: calm lines, at most one
 * every 5 seconds or 10 %.
 */
export function createBuildReport(
  output: Pick<NodeJS.WritableStream, 'write'>,
): (progress: { fraction: number; secondsLeft: number | null }) => void {
  let reportedAt = -Infinity
  let reported = 0
  return ({ fraction, secondsLeft }) => {
    const now = performance.now()
    if (now - reportedAt < QUIET_MILLISECONDS && fraction - reported < STEP) return
    reportedAt = now
    reported = fraction
    const left = secondsLeft === null ? '' : `, about ${Math.ceil(secondsLeft)} s left`
    output.write(`Building the picture engine: ${Math.round(fraction * 100)} %${left}\n`)
  }
}
