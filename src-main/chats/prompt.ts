import type {
  LanguageModelV4FilePart,
  LanguageModelV4Prompt,
  LanguageModelV4TextPart,
} from '@ai-sdk/provider'
import { isPictured } from '../contract/messages.ts'
import type { ClipPart, LongTextPart, Message, Part, PicturePart } from '../contract/messages.ts'
import { textOf } from './text-parts.ts'

type UserParts = (LanguageModelV4TextPart | LanguageModelV4FilePart)[]

/** Where the pixels lie that an engine may see, as PNG. */
export interface PictureFiles {
  /** @throws CaratError `ATTACHMENT_NOT_FOUND` */
  findPicture(attachmentId: string): Promise<URL>
  /**
   * The whole picture and then its crops, as many as the part asks for.
   *
   * @throws CaratError `ATTACHMENT_NOT_FOUND`, or about the original
   */
  findViews(picture: PicturePart): Promise<URL[]>
}

/** Whether any message needs an engine that sees. */
export const hasPictures = (branch: readonly Message[]) =>
  branch.some((message) => message.parts.some(isPictured))

/**
 * A branch as the messages a language model takes. The same branch always gives the same bytes, so
 * an engine can reuse what it has read. Replies without text (failed, stopped early) are left out
 * and the questions around them joined, since chat templates insist that the two sides alternate.
 *
 * @param before words that stand before the branch: instructions, and a summary of what came earlier.
 *   They are put at the start of the user's first turn, where Gemma's own template puts a system
 *   message: so every engine reads the same, whatever it would make of one.
 */
export async function toPrompt(
  branch: readonly Pick<Message, 'role' | 'parts'>[],
  files: PictureFiles,
  before: { instructions?: string; summary?: string | null } = {},
): Promise<LanguageModelV4Prompt> {
  const messages: LanguageModelV4Prompt = []
  const { instructions = '', summary = null } = before
  const words = quoteInstructions(instructions) + (summary === null ? '' : quoteSummary(summary))
  if (words !== '') messages.push({ role: 'user', content: [{ type: 'text', text: words }] })
  for (const message of branch) {
    if (message.role === 'assistant') {
      const text = textOf(message.parts)
      if (text !== '') messages.push({ role: 'assistant', content: [{ type: 'text', text }] })
      continue
    }
    const content = (await Promise.all(message.parts.map((part) => toContent(part, files)))).flat()
    const last = messages.at(-1)
    if (last?.role === 'user') last.content.push(...content)
    else messages.push({ role: 'user', content })
  }
  return messages
}

/** What a model reads in place of messages that were left out. */
export const quoteSummary = (summary: string) =>
  `Summary of the conversation so far:\n${summary}\n\n`

/** Instructions as a model reads them: as Gemma's own template writes a system message. */
export const quoteInstructions = (instructions: string) =>
  instructions.trim() === '' ? '' : `${instructions.trim()}\n\n`

/** A long text under its name, so that it is not taken for the user's own words. */
export const quoteText = ({ name, text }: LongTextPart['data']) => `${name}:\n${text}\n\n`

async function toContent(part: Part, files: PictureFiles): Promise<UserParts> {
  if (part.type === 'text') return [{ type: 'text', text: part.text }]
  if (part.type === 'data-text') return [{ type: 'text', text: quoteText(part.data) }]
  if (part.type === 'file') return pictureContent((await files.findViews(part)).map(toFile))
  return clipContent(part, files)
}

/**
 * Words before each view of a picture that is looked at in so many crops: those Gemma 3 was published
 * with (`processing_gemma3.py` in transformers). A picture alone is just itself.
 */
export function viewWords(crops: number): string[] {
  if (crops === 0) return ['']
  const first = ' and here are some crops to help you see better '
  return ['Here is the original image ', first, ...Array.from({ length: crops - 1 }, () => ' ')]
}

function pictureContent(views: LanguageModelV4FilePart[]): UserParts {
  const words = viewWords(views.length - 1)
  return views.flatMap((view, place): UserParts => {
    const text = words[place] ?? ''
    return text === '' ? [view] : [{ type: 'text', text }, view]
  })
}

/** A clip as a model sees it: the time of each frame in words, then the frame. */
async function clipContent(clip: ClipPart, { findPicture }: PictureFiles): Promise<UserParts> {
  const frames = await Promise.all(
    clip.data.frames.map(async ({ attachmentId, seconds }): Promise<UserParts> => [
      { type: 'text', text: timestamp(seconds) },
      toFile(await findPicture(attachmentId)),
    ]),
  )
  return frames.flat()
}

const toFile = (url: URL): LanguageModelV4FilePart => ({
  type: 'file',
  mediaType: 'image/png',
  data: { type: 'url', url },
})

/** `[0:01.5]`: minutes, seconds and tenths, the form the demo model was trained on. */
export function timestamp(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const minutes = Math.floor(tenths / 600)
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0')
  return `[${minutes}:${rest}]`
}
