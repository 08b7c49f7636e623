const HIDDEN_MS = 250

/**
 * Collects values and hands them over once a frame, or a few times a second while the window is
 * hidden and has no frames. The first value of a quiet time is handed over at once.
 */
export function batchByFrame<Value>(take: (values: Value[]) => void): (value: Value) => void {
  let waiting: Value[] = []
  let scheduled = false
  const flush = () => {
    scheduled = false
    if (waiting.length === 0) return
    const values = waiting
    waiting = []
    schedule()
    take(values)
  }
  const schedule = () => {
    scheduled = true
    if (document.hidden) setTimeout(flush, HIDDEN_MS)
    else requestAnimationFrame(flush)
  }
  return (value) => {
    waiting.push(value)
    if (!scheduled) flush()
  }
}
