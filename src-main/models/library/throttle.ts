const INTERVAL_MILLISECONDS = 100

/** Calls `work` at once and then at most ten times a second, never missing the last call. */
export function createThrottle(work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let isWanted = false
  const run = () => {
    isWanted = false
    timer = setTimeout(() => {
      timer = undefined
      if (isWanted) run()
    }, INTERVAL_MILLISECONDS).unref()
    work()
  }
  return () => {
    isWanted = true
    if (!timer) run()
  }
}
