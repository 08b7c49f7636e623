/** A fixed number of places; who comes when all are taken waits in order. */
export interface Places {
  /**
   * Resolves with the function that gives the place back.
   *
   * @throws the signal's reason if it aborts before there is a place.
   */
  enter(signal?: AbortSignal): Promise<() => void>
}

export function createPlaces(count: number): Places {
  let free = count
  const waiting = new Set<() => void>()

  function leave(): void {
    const [next] = waiting
    if (next) next()
    else free++
  }

  return {
    async enter(signal) {
      signal?.throwIfAborted()
      if (free > 0) {
        free--
        return leave
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const onTurn = () => {
        waiting.delete(onTurn)
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }
      const onAbort = () => {
        waiting.delete(onTurn)
        reject(signal?.reason)
      }
      waiting.add(onTurn)
      signal?.addEventListener('abort', onAbort, { once: true })
      await promise
      return leave
    },
  }
}
