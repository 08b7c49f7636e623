/**
 * A queue of one: resolves with a function that lets the next in line go, when everyone before is
 * done. `onWait` is called once if there is someone before. A waiter that aborts leaves the line.
 */
export function createTurns(): (signal: AbortSignal, onWait: () => void) => Promise<() => void> {
  const line: (() => void)[] = []
  let busy = false

  const release = () => {
    const next = line.shift()
    if (next) next()
    else busy = false
  }

  return async (signal, onWait) => {
    signal.throwIfAborted()
    if (busy) {
      const turn = Promise.withResolvers<void>()
      const leave = () => {
        const place = line.indexOf(turn.resolve)
        if (place < 0) return
        line.splice(place, 1)
        turn.reject(signal.reason)
      }
      line.push(turn.resolve)
      signal.addEventListener('abort', leave, { once: true })
      onWait()
      // The one before leaves `busy` set when it hands its turn over.
      await turn.promise.finally(() => signal.removeEventListener('abort', leave))
    }
    busy = true
    return release
  }
}
