import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { z } from 'zod'
import { CaratError } from '../platform/carat-error.ts'
import { sendPictures } from './vision-media.ts'
import { picturesOf, toServerMessages } from './vision-prompt.ts'
import { postToServer } from './vision-request.ts'
import type { VisionServer } from './vision-server.ts'

const answerSchema = z.object({ input_tokens: z.number().int() })

/**
 * Tokens of a prompt in the model's template, pictures included. The server answers beside a reply
 * that is being written: it cuts pictures up as the encoder would, but does not encode them.
 *
 * @throws CaratError `ENGINE_FAILED`, and the signal's reason
 */
export async function countServerTokens(
  server: Pick<VisionServer, 'port' | 'key' | 'mediaFolder'>,
  prompt: LanguageModelV4Prompt,
  modelName: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const sent = await sendPictures(server.mediaFolder, picturesOf(prompt, modelName))
  try {
    const messages = toServerMessages(prompt, sent.urls, modelName)
    const path = '/v1/chat/completions/input_tokens'
    const response = await postToServer(server, path, { messages }, signal)
    const text = (await response.toArray()).join('')
    return answerSchema.parse(JSON.parse(text)).input_tokens
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof CaratError) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new CaratError('ENGINE_FAILED', { modelName, detail }, { cause: error })
  } finally {
    await sent.remove()
  }
}
