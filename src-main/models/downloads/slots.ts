/** Lets so many at a time do their work, the first in order first. */
export interface Slots<Holder> {
  /** Resolves when it is this one's turn. @throws the signal's reason */
  take(holder: Holder, signal: AbortSignal): Promise<void>
  release(holder: Holder): void
  /** After the order or the number has changed. */
  grant(): void
}

/**
 * @param count how many at a time, now
 * @param order everyone who may ask, first to last, now
 */
export function createSlots<Holder>(
  count: () => number,
  order: () => readonly Holder[],
): Slots<Holder> {
  const held = new Set<Holder>()
  const waiting = new Map<Holder, () => void>()

  function grant(): void {
    for (const holder of order()) {
      if (held.size >= count()) return
      const go = waiting.get(holder)
      if (!go) continue
      waiting.delete(holder)
      held.add(holder)
      go()
    }
  }

  return {
    grant,
    release(holder) {
      held.delete(holder)
      grant()
    },
    take: (holder, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          waiting.delete(holder)
          reject(signal.reason as Error)
        }
        if (signal.aborted) return stop()
        signal.addEventListener('abort', stop, { once: true })
        waiting.set(holder, () => {
          signal.removeEventListener('abort', stop)
          resolve()
        })
        grant()
      }),
  }
}
