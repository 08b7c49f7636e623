import type { LanguageModelV4FilePart, LanguageModelV4Prompt } from '@ai-sdk/provider'
import { CaratError } from '../platform/carat-error.ts'
import { toPlainWords } from './plain-words.ts'
import type { Picture } from './vision-media.ts'

type ServerPart = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } }

/** A message as the server takes it. */
interface ServerMessage {
  role: 'system' | 'user' | 'assistant'
  content: string | ServerPart[]
}

const refuse = (modelName: string, detail: string) =>
  new CaratError('ENGINE_FAILED', { modelName, detail })

/**
 * The pictures of a prompt in their order.
 *
 * @throws CaratError `ENGINE_FAILED` for files that are no PNG, or not on this computer.
 */
export function picturesOf(prompt: LanguageModelV4Prompt, modelName: string): Picture[] {
  const toPicture = ({ data, mediaType }: LanguageModelV4FilePart) => {
    if (mediaType === 'image/png' && data.type === 'url' && data.url.protocol === 'file:')
      return data.url
    if (mediaType !== 'image/png' || data.type !== 'data')
      throw refuse(modelName, `unreadable ${mediaType}`)
    return typeof data.data === 'string' ? Buffer.from(data.data, 'base64') : data.data
  }
  return prompt.flatMap(({ content, role }) =>
    role === 'user' || role === 'assistant'
      ? content.flatMap((part) => (part.type === 'file' ? [toPicture(part)] : []))
      : [],
  )
}

/**
 * The prompt for the server, texts and pictures in exactly their order. Texts that meet are
 * joined here, because the server would put a line break between them.
 *
 * @param urls of its pictures, in the order of `picturesOf`
 * @throws CaratError `ENGINE_FAILED` for the results of tools.
 */
export function toServerMessages(
  prompt: LanguageModelV4Prompt,
  urls: readonly string[],
  modelName: string,
): ServerMessage[] {
  let shown = 0
  const nextPicture = (): ServerPart => ({ type: 'image_url', image_url: { url: urls[shown++]! } })

  return prompt.map((message): ServerMessage => {
    if (message.role === 'system')
      return { role: message.role, content: toPlainWords(message.content) }
    if (message.role === 'tool') throw refuse(modelName, 'tool results are not supported')
    const parts: ServerPart[] = []
    for (const part of message.content) {
      const last = parts.at(-1)
      if (part.type === 'file') parts.push(nextPicture())
      else if (part.type === 'text' && last?.type === 'text') last.text += part.text
      else if (part.type === 'text') parts.push({ type: 'text', text: part.text })
    }
    for (const part of parts) if (part.type === 'text') part.text = toPlainWords(part.text)
    const [first] = parts
    if (parts.length === 1 && first?.type === 'text') {
      return { role: message.role, content: first.text }
    }
    return { role: message.role, content: parts }
  })
}
