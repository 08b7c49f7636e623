/** Sends values to every subscriber that listens at the moment. */
export interface Broadcast<Value> {
  publish(value: Value): void
  /** Whether anybody listens. */
  isFollowed(): boolean
  /**
   * Values published from this call on, until the signal aborts. `first` is yielded before them
   * and is made in the same tick as the subscription, so no value falls between the two.
   */
  follow<First = never>(
    signal: AbortSignal | undefined,
    first?: () => First,
  ): AsyncGenerator<Value | First, void, void>
}

/** A broadcast within this process; a slow reader's queue waits in memory. */
export function createBroadcast<Value>(): Broadcast<Value> {
  const subscribers = new Set<(value: Value) => void>()
  return {
    publish: (value) => {
      for (const subscriber of subscribers) subscriber(value)
    },
    isFollowed: () => subscribers.size > 0,
    follow: (signal, first) => followValues(subscribers, signal, first),
  }
}

function followValues<Value, First>(
  subscribers: Set<(value: Value) => void>,
  signal: AbortSignal | undefined,
  first: (() => First) | undefined,
): AsyncGenerator<Value | First, void, void> {
  const queue: (Value | First)[] = []
  let wake = () => {}
  const subscriber = (value: Value) => {
    queue.push(value)
    wake()
  }
  // Subscribed before the generator is first pulled: an async generator's body starts only then.
  subscribers.add(subscriber)
  if (first) queue.push(first())
  const onAbort = () => {
    subscribers.delete(subscriber)
    wake()
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()

  return (async function* () {
    try {
      while (!signal?.aborted) {
        const value = queue.shift()
        if (value !== undefined) yield value
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      subscribers.delete(subscriber)
      signal?.removeEventListener('abort', onAbort)
    }
  })()
}
