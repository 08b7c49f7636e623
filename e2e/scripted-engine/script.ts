/** What the scripted engine says, as JSON in a file it reads anew for each request. */
export interface EngineScript {
  /** Answers by the user's message; any other message is answered with itself. */
  answers: Record<string, string>
  /** Messages that are refused, with the words of the refusal. */
  refusals: Record<string, string>
  /** Letters of one piece of text. */
  lettersPerToken: number
  /** Exact rate; null as fast as they can be sent. */
  tokensPerSecond: number | null
  contextSize: number
}

export const plainScript: EngineScript = {
  answers: {},
  refusals: {},
  lettersPerToken: 4,
  tokensPerSecond: null,
  contextSize: 32_768,
}

/** When the first letters of a reply had been sent: milliseconds since 1970, and how many. */
export type SentPiece = [at: number, letters: number]
