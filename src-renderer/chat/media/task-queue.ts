/**
 * Runs tasks in the order they came, a few at a time. A task whose signal aborts while it waits is
 * rejected with the signal's reason and never starts.
 */
export function createTaskQueue(atOnce: number) {
  let running = 0
  const waiting: (() => void)[] = []
  const leave = () => {
    running -= 1
    waiting.shift()?.()
  }
  return async <Result>(
    task: () => Promise<Result>,
    { signal }: { signal: AbortSignal },
  ): Promise<Result> => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      signal.throwIfAborted()
      return await task()
    } finally {
      leave()
    }
  }
}
