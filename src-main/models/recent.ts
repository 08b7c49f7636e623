/** Keeps the latest answers; those who ask for one that is being found share it. */
export interface Recent<Value> {
  /** A failure is not kept. */
  get(key: string, find: () => Promise<Value>): Promise<Value>
}

/** @param most answers to keep; the one that was asked for longest ago goes first */
export function createRecent<Value>(most: number): Recent<Value> {
  const kept = new Map<string, Promise<Value>>()
  return {
    async get(key, find) {
      // Whoever found it may have been stopped; that says nothing about this one.
      const shared = kept.get(key)
      const usable = (await shared?.catch(() => undefined)) !== undefined
      const answer = (usable ? shared : kept.get(key)) ?? find()
      kept.delete(key)
      kept.set(key, answer)
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
      try {
        return await answer
      } catch (error) {
        if (kept.get(key) === answer) kept.delete(key)
        throw error
      }
    },
  }
}
