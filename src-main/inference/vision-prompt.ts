import type { LanguageModelV4FilePart, LanguageModelV4Prompt } from '@ai-sdk/provider'
import { CaratError } from '../platform/carat-error.ts'
import { toPlainWords } from './plain-words.ts'

type ServerPart = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } }

/** A message as the server takes it. */
interface ServerMessage {
  role: 'system' | 'user' | 'assistant'
  content: string | ServerPart[]
}

/**
 * The prompt for the server, texts and pictures in exactly their order. Texts that meet are
 * joined here, because the server would put a line break between them.
 *
 * @throws CaratError `ENGINE_FAILED` for parts that are neither text nor a PNG held in memory.
 */
export function toServerMessages(
  prompt: LanguageModelV4Prompt,
  modelName: string,
): { messages: ServerMessage[]; pictures: number } {
  const refuse = (detail: string) => new CaratError('ENGINE_FAILED', { modelName, detail })
  let pictures = 0

  const toPicture = ({ data, mediaType }: LanguageModelV4FilePart): ServerPart => {
    if (mediaType !== 'image/png' || data.type !== 'data') throw refuse(`unreadable ${mediaType}`)
    pictures += 1
    const base64 =
      typeof data.data === 'string' ? data.data : Buffer.from(data.data).toString('base64')
    return { type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } }
  }

  const messages = prompt.map((message): ServerMessage => {
    if (message.role === 'system')
      return { role: message.role, content: toPlainWords(message.content) }
    if (message.role === 'tool') throw refuse('tool results are not supported')
    const parts: ServerPart[] = []
    for (const part of message.content) {
      const last = parts.at(-1)
      if (part.type === 'file') parts.push(toPicture(part))
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
  return { messages, pictures }
}
