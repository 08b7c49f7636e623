const WINDOW_MILLISECONDS = 5 * 60 * 1000
const LIMIT = 3

/**
 * Remembers which models took their engine down lately. One that did so 3 times in 5 minutes is
 * fragile: it starts when a person asks, never by itself.
 */
export function createCrashRecord(now: () => number = () => performance.now()) {
  const times = new Map<string, number[]>()
  const recent = (modelId: string) =>
    (times.get(modelId) ?? []).filter((time) => now() - time < WINDOW_MILLISECONDS)
  return {
    add: (modelId: string) => void times.set(modelId, [...recent(modelId), now()]),
    isFragile: (modelId: string) => recent(modelId).length >= LIMIT,
  }
}
