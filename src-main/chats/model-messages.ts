import type { ModelMessage, UserContent } from 'ai'
import { attachmentIdOf } from '../contract/attachments.ts'
import type { ClipPart, Message, Part } from '../contract/messages.ts'

type UserParts = Exclude<UserContent, string>
type ReadPicture = (attachmentId: string) => Promise<Uint8Array>

/** Whether any message needs an engine that sees. */
export const hasPictures = (branch: readonly Message[]) =>
  branch.some((message) => message.parts.some((part) => part.type !== 'text'))

/**
 * A branch as the messages a language model takes. The same branch always gives the same bytes, so
 * an engine can reuse what it has read. Replies without text (failed, stopped early) are left out
 * and the questions around them joined, since chat templates insist that the two sides alternate.
 *
 * @param summary words that stand for what came before the branch
 */
export async function toModelMessages(
  branch: readonly Message[],
  readPicture: ReadPicture,
  summary: string | null = null,
): Promise<ModelMessage[]> {
  const messages: ModelMessage[] = []
  // At the start of the user's first turn, where Gemma's template puts instructions, too.
  if (summary !== null)
    messages.push({ role: 'user', content: [{ type: 'text', text: quoteSummary(summary) }] })
  for (const message of branch) {
    if (message.role === 'assistant') {
      const text = textOf(message.parts)
      if (text !== '') messages.push({ role: 'assistant', content: text })
      continue
    }
    const content = (
      await Promise.all(message.parts.map((part) => toContent(part, readPicture)))
    ).flat()
    const last = messages.at(-1)
    if (last?.role === 'user' && typeof last.content !== 'string') last.content.push(...content)
    else messages.push({ role: 'user', content })
  }
  return messages
}

/** What a model reads in place of messages that were left out. */
export const quoteSummary = (summary: string) =>
  `Summary of the conversation so far:\n${summary}\n\n`

const textOf = (parts: readonly Part[]) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

async function toContent(part: Part, readPicture: ReadPicture): Promise<UserParts> {
  if (part.type === 'text') return [{ type: 'text', text: part.text }]
  if (part.type === 'file') return [await toPicture(attachmentIdOf(part.url), readPicture)]
  return clipContent(part, readPicture)
}

/** A clip as a model sees it: the time of each frame in words, then the frame. */
async function clipContent(clip: ClipPart, readPicture: ReadPicture): Promise<UserParts> {
  const frames = await Promise.all(
    clip.data.frames.map(async ({ attachmentId, seconds }): Promise<UserParts> => [
      { type: 'text', text: timestamp(seconds) },
      await toPicture(attachmentId, readPicture),
    ]),
  )
  return frames.flat()
}

const toPicture = async (attachmentId: string, readPicture: ReadPicture) => ({
  type: 'file' as const,
  mediaType: 'image/png',
  data: await readPicture(attachmentId),
})

/** `[0:01.5]`: minutes, seconds and tenths, the form the demo model was trained on. */
export function timestamp(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const minutes = Math.floor(tenths / 600)
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0')
  return `[${minutes}:${rest}]`
}
