/** What a model was used for, and how fast it was. */
export interface ModelUsage {
  /** Conversations with a reply of it. */
  chats: number
  lastUsedAt: number | null
  /** Medians of the latest replies; null before the first that was measured. */
  speed: { promptTokensPerSecond: number | null; outputTokensPerSecond: number } | null
}

/** Whoever knows what models are used for. */
export interface UsageSource {
  /** By the model's id. */
  read(): ReadonlyMap<string, ModelUsage>
  /** Yields whenever something of it may have changed. */
  changes(signal: AbortSignal): AsyncIterable<unknown>
}
