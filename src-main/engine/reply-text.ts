import type { LlamaModel, Token } from 'node-llama-cpp'

/** Turns the tokens of one reply into pieces of text that can be shown at once. */
interface ReplyText {
  /** Adds a token; returns the text that is certain now, and whether a stop text was met. */
  add(token: Token): { text: string; stopped: boolean }
  /** What was still held back when the reply ended. */
  rest(): string
}

/** A character is at most four bytes, so no more tokens than that can be part of one. */
const LONGEST_CHARACTER_TOKENS = 4

/** Tokens the detokenizer looks back on to decide about spaces. */
const LOOKED_BACK_TOKENS = 8

/**
 * Holds back the bytes of an unfinished character and the start of what may become a stop text,
 * so that nothing is shown that must be taken back, and nothing is lost at the end.
 */
export function createReplyText(
  model: Pick<LlamaModel, 'detokenize'>,
  promptEnd: readonly Token[],
  stopTexts: readonly string[],
): ReplyText {
  const before = promptEnd.slice(-LOOKED_BACK_TOKENS)
  let pending: Token[] = []
  let held = ''

  const decode = () => {
    const text = model.detokenize(pending, false, before)
    before.push(...pending)
    before.splice(0, before.length - LOOKED_BACK_TOKENS)
    pending = []
    return text
  }

  return {
    add: (token) => {
      pending.push(token)
      const unfinished = model.detokenize(pending, false, before).endsWith('\uFFFD')
      if (unfinished && pending.length < LONGEST_CHARACTER_TOKENS) {
        return { text: '', stopped: false }
      }
      held += decode()
      const stop = firstStop(held, stopTexts)
      const end = stop ?? held.length - possibleStopLength(held, stopTexts)
      const text = held.slice(0, end)
      held = stop === undefined ? held.slice(end) : ''
      return { text, stopped: stop !== undefined }
    },
    rest: () => {
      const text = held + (pending.length > 0 ? decode() : '')
      held = ''
      return text
    },
  }
}

function firstStop(text: string, stopTexts: readonly string[]): number | undefined {
  const found = stopTexts.map((stop) => text.indexOf(stop)).filter((index) => index >= 0)
  return found.length > 0 ? Math.min(...found) : undefined
}

/** Length of the longest end of `text` that is the start of a stop text. */
function possibleStopLength(text: string, stopTexts: readonly string[]): number {
  const longest = Math.max(0, ...stopTexts.map((stop) => stop.length - 1))
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length)
    if (stopTexts.some((stop) => stop.startsWith(end))) return length
  }
  return 0
}
