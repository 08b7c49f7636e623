import { createHash } from 'node:crypto'
import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { CountingProcess } from '../../inference/engine-slot.ts'
import { viewWords } from '../prompt.ts'

/** One side's words. */
export interface Turn {
  role: 'user' | 'assistant'
  text: string
}

/** A picture as it is looked at. */
export interface CountedPicture {
  /** The same for pictures that take as many tokens: encoders go by sides, whatever is on them. */
  key: string
  views: number
  /** What an engine would be given: the whole picture and then its crops. */
  find(): Promise<URL[]>
}

/** Says how many tokens things take. */
export interface TokenCounter {
  /** Counted by the model itself, not estimated. */
  exact: boolean
  /**
   * Tokens of turns that alternate, with everything the model's template puts around them. A reply
   * would follow, so the last is the user's.
   */
  countTurns(turns: readonly Turn[], signal: AbortSignal | undefined): Promise<number>
  countPicture(picture: CountedPicture, signal: AbortSignal | undefined): Promise<number>
}

/** Texts are asked for again with every pause while somebody types, and change at their end only. */
const REMEMBERED = 2000

/** One letter, which is one token for every model: there are templates that refuse empty turns. */
export const LETTER: Turn = { role: 'user', text: 'a' }

/** Counts with a model in memory, and remembers what it said for as long as it is there. */
export function createTokenCounter(process: CountingProcess): TokenCounter {
  const known = new Map<string, number>()

  const remember = async (key: string, count: () => Promise<number>) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const tokens = await count()
    if (known.size >= REMEMBERED) known.clear()
    known.set(key, tokens)
    return tokens
  }

  const countTurns: TokenCounter['countTurns'] = (turns, signal) => {
    const key = createHash('sha256').update(JSON.stringify(turns)).digest('base64')
    const prompt = turns.map(({ role, text }): LanguageModelV4Prompt[number] => ({
      role,
      content: [{ type: 'text', text }],
    }))
    return remember(key, () => process.countTokens(prompt, signal))
  }

  return {
    exact: true,
    countTurns,
    countPicture: ({ key, find }, signal) =>
      remember(key, async () => {
        const content = toPictureContent(await find())
        const words = { type: 'text' as const, text: LETTER.text }
        const prompt: LanguageModelV4Prompt = [{ role: 'user', content: [...content, words] }]
        return (await process.countTokens(prompt, signal)) - (await countTurns([LETTER], signal))
      }),
  }
}

/** As `toPrompt` puts a picture, for the engine itself. */
const toPictureContent = (views: readonly URL[]) => {
  const words = viewWords(views.length - 1)
  return views.flatMap((url, place) => [
    ...(words[place] ? [{ type: 'text' as const, text: words[place] }] : []),
    {
      type: 'file' as const,
      mediaType: 'image/png',
      data: { type: 'url' as const, url },
    },
  ])
}
