import { viewWords } from '../prompt.ts'
import type { TokenCounter } from './token-counter.ts'

/** Scripts whose letters are words or syllables: with Gemma about three letters in two tokens. */
const DENSE_LETTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
const DENSE_TOKENS = 0.7

/** English prose has more than four letters a token, code and other languages fewer. */
const LETTERS_PER_TOKEN = 3.5

/** What templates put around one turn. */
const TURN_TOKENS = 5

/** Gemma 3's tokens for a picture, with their marks; the demo model is a Gemma 3 in small. */
const PICTURE_TOKENS = 258
const DEMO_PICTURE_TOKENS = 18

/** Counts without the model, for as long as it is not in memory: rather too many than too few. */
export const estimateTokens = (model: { demo: boolean }): TokenCounter => ({
  exact: false,
  countTurns: async (turns) =>
    turns.reduce((sum, { text }) => sum + TURN_TOKENS + estimateText(text), 0),
  countPicture: async ({ views }) =>
    views * (model.demo ? DEMO_PICTURE_TOKENS : PICTURE_TOKENS) +
    estimateText(viewWords(views - 1).join('')),
})

/**
 * Fewer tokens than any model makes of a text, to know what is too much before one is in memory:
 * each row of the same letter as one, and no text of more letters a token than these.
 */
export const leastTokens: TokenCounter = {
  exact: false,
  countTurns: async (turns) =>
    turns.reduce((sum, { text }) => sum + Math.floor(leastOfText(text)), 0),
  countPicture: async () => 0,
}

const MOST_LETTERS_PER_TOKEN = 8
const MOST_DENSE_LETTERS_PER_TOKEN = 3

/** Kana, Han and Hangul, but for the rare ones. */
const isDense = (code: number) =>
  (code >= 0x3041 && code <= 0x30ff) ||
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xd7a3)

function leastOfText(text: string): number {
  let tokens = 0
  let before = -1
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== before)
      tokens += 1 / (isDense(code) ? MOST_DENSE_LETTERS_PER_TOKEN : MOST_LETTERS_PER_TOKEN)
    before = code
  }
  return tokens
}

function estimateText(text: string): number {
  const dense = text.match(DENSE_LETTERS)?.length ?? 0
  return Math.ceil(dense * DENSE_TOKENS + (text.length - dense) / LETTERS_PER_TOKEN)
}
