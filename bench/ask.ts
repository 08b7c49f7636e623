import type { LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { Sampling } from '../src-main/contract/load-options.ts'
import type { EngineReplyFacts } from '../src-main/inference/engine.ts'

/** One question, the same for both sides. */
export interface Question {
  text: string
  /** PNG bytes of a picture put before the text. */
  picture: Uint8Array | null
  maxTokens: number
}

/** What one answer took, seen by whoever asked. Milliseconds, and tokens a second after the first. */
export interface Timing {
  timeToFirstTokenMs: number
  tokensPerSecond: number
  answer: string
  /** As the engine told it: tokens of the prompt that it read, and how many of them a second. */
  prompt: { tokens: number; perSecond: number }
}

/** What an engine tells of an answer at its end. */
export interface ToldFacts {
  /** Of all pieces; without it each piece is one. */
  tokens?: number
  prompt?: Timing['prompt'] | undefined
}

/** Greedy, so that both sides write the same words. */
export const greedy: Sampling = { temperature: 0, topK: 1, topP: 1, minP: 0 }

/**
 * Times a stream of text pieces.
 *
 * @param told asked at their end
 */
export async function time(pieces: AsyncIterable<string>, told: () => ToldFacts): Promise<Timing> {
  const started = performance.now()
  let first = 0
  let last = 0
  let count = 0
  let answer = ''
  for await (const piece of pieces) {
    last = performance.now()
    if (count === 0) first = last
    count += 1
    answer += piece
  }
  const { tokens = count, prompt = { tokens: 0, perSecond: Number.NaN } } = told()
  return {
    timeToFirstTokenMs: first - started,
    tokensPerSecond: ((tokens - 1) * 1000) / (last - first),
    answer,
    prompt,
  }
}

/** Asks one of Carat's language models. */
export const askCarat = (model: LanguageModelV4, question: Question) => {
  let read: Timing['prompt'] | undefined
  return time(
    (async function* () {
      const prompt: LanguageModelV4Prompt = [
        {
          role: 'user',
          content: [
            ...(question.picture
              ? [
                  {
                    type: 'file' as const,
                    mediaType: 'image/png',
                    data: { type: 'data' as const, data: question.picture },
                  },
                ]
              : []),
            { type: 'text', text: question.text },
          ],
        },
      ]
      const { stream } = await model.doStream({ prompt, maxOutputTokens: question.maxTokens })
      for await (const part of stream) {
        if (part.type === 'error') throw part.error
        if (part.type === 'text-delta') yield part.delta
        if (part.type === 'finish')
          read = toPrompt(part.providerMetadata?.carat as unknown as EngineReplyFacts)
      }
    })(),
    () => ({ prompt: read }),
  )
}

/** What was read of a prompt, by the facts that are kept with a reply. */
export const toPrompt = (
  facts: Pick<EngineReplyFacts, 'promptTokens' | 'reusedTokens' | 'promptTokensPerSecond'>,
): Timing['prompt'] => ({
  tokens: facts.promptTokens - facts.reusedTokens,
  perSecond: facts.promptTokensPerSecond ?? Number.NaN,
})

/** Asks llama-server with nothing in between. */
export const askPlain = (url: string, question: Question) => {
  let read: Timing['prompt'] | undefined
  return time(
    (async function* () {
      const picture =
        question.picture &&
        `data:image/png;base64,${Buffer.from(question.picture).toString('base64')}`
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          messages: [
            {
              role: 'user',
              content: [
                ...(picture ? [{ type: 'image_url', image_url: { url: picture } }] : []),
                { type: 'text', text: question.text },
              ],
            },
          ],
          stream: true,
          temperature: greedy.temperature,
          top_k: greedy.topK,
          max_tokens: question.maxTokens,
        }),
      })
      if (!response.ok || !response.body) throw new Error(await response.text())
      let rest = ''
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (!line.startsWith('data: {')) continue
          const event = JSON.parse(line.slice(6)) as {
            choices: { delta: { content?: string | null } }[]
            timings?: { prompt_n: number; prompt_per_second: number }
          }
          const { timings } = event
          if (timings) read = { tokens: timings.prompt_n, perSecond: timings.prompt_per_second }
          const content = event.choices[0]?.delta.content
          if (content) yield content
        }
      }
    })(),
    () => ({ prompt: read }),
  )
}
