/** Notices when nobody has watched something for a while. */
export interface Watched {
  /** The same values; whoever takes them watches. */
  follow<Value>(values: AsyncGenerator<Value, void, void>): AsyncGenerator<Value, void, void>
  /** Somebody watches for as long as this takes. */
  during<Result>(work: Promise<Result>): Promise<Result>
  stop(): void
}

/** @param onLeft nobody watched for `patienceMs`; told again when that happens again */
export function createWatched(patienceMs: number, onLeft: () => void): Watched {
  let watchers = 0
  let timer: NodeJS.Timeout | undefined
  const count = (change: number) => {
    watchers += change
    clearTimeout(timer)
    if (watchers === 0) timer = setTimeout(onLeft, patienceMs).unref()
  }
  count(0)
  return {
    async *follow(values) {
      count(1)
      try {
        yield* values
      } finally {
        count(-1)
      }
    },
    async during(work) {
      count(1)
      try {
        return await work
      } finally {
        count(-1)
      }
    },
    stop: () => clearTimeout(timer),
  }
}
