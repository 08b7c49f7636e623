import { attachmentIdOf } from '../../contract/attachments.ts'
import type { Message, Part, PicturePart } from '../../contract/messages.ts'
import { type PictureSides, pictureViewsOf } from '../../contract/picture-views.ts'
import { type PictureFiles, quoteText, timestamp } from '../prompt.ts'
import { LETTER, type TokenCounter, type Turn } from './token-counter.ts'

/** What is counted of a message. */
export type CountedMessage = Pick<Message, 'role' | 'parts'>

/** Where the tokens of some messages are. */
export interface MessageTokens {
  text: number
  pictures: { count: number; tokens: number }
  frames: { count: number; tokens: number }
  /** Long ones, apart from the words around them. */
  texts: { count: number; tokens: number }
}

/** Counts messages; what was counted before is remembered by the counter. */
export interface MessageCounter {
  /** Messages in their order, without what a template puts at the end of a prompt. */
  countMessages(messages: readonly CountedMessage[]): Promise<MessageTokens>
  /** One part of a draft alone. */
  countPart(part: Part): Promise<number>
  /** What a prompt takes beside its messages. */
  countEmpty(): Promise<number>
}

const hasMedia = (parts: readonly Part[]) => parts.some(({ type }) => type !== 'text')
const wordsOf = (parts: readonly Part[]) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

/** Pictures as they are stored. */
export interface StoredPictures extends PictureFiles {
  /** Sides of the original in pixels. */
  sidesOf(attachmentId: string): PictureSides
}

export function createMessageCounter(
  counter: TokenCounter,
  stored: StoredPictures,
  signal: AbortSignal | undefined,
): MessageCounter {
  const countLetter = () => counter.countTurns([LETTER], signal)

  /** Words between pictures: nothing around them can join with them to a token. */
  const countWords = async (text: string) =>
    text === ''
      ? 0
      : (await counter.countTurns([{ role: 'user', text }], signal)) - (await countLetter()) + 1

  const countFrame = (attachmentId: string) => {
    const find = async () => [await stored.findPicture(attachmentId)]
    const { height, width } = stored.sidesOf(attachmentId)
    return counter.countPicture({ key: `${width}x${height}`, views: 1, find }, signal)
  }

  const countPicture = (picture: PicturePart) => {
    const { closerLooks, detail } = picture
    const attachmentId = attachmentIdOf(picture.url)
    const { height, width } = stored.sidesOf(attachmentId)
    const views = pictureViewsOf({ width, height }, picture).count
    if (views === 1) return countFrame(attachmentId)
    const key = JSON.stringify([width, height, detail, closerLooks])
    return counter.countPicture({ key, views, find: () => stored.findViews(picture) }, signal)
  }

  const countMedia = async (parts: readonly Part[]): Promise<MessageTokens> => {
    const sum = emptyTokens()
    for (const part of parts) {
      if (part.type === 'text') sum.text += await countWords(part.text)
      else if (part.type === 'file') {
        sum.pictures.tokens += await countPicture(part)
        sum.pictures.count += 1
      } else if (part.type === 'data-text') {
        sum.texts.tokens += await countWords(quoteText(part.data))
        sum.texts.count += 1
      } else
        for (const { attachmentId, seconds } of part.data.frames) {
          sum.frames.tokens +=
            (await countFrame(attachmentId)) + (await countWords(timestamp(seconds)))
          sum.frames.count += 1
        }
    }
    return sum
  }

  return {
    async countMessages(messages) {
      const sum = emptyTokens()
      if (messages.length === 0) return sum
      for (const { parts } of messages) if (hasMedia(parts)) addTokens(sum, await countMedia(parts))
      const turns = toTurns(messages)
      const endsWithUser = turns.at(-1)?.role === 'user'
      const whole = endsWithUser ? turns : [...turns, LETTER]
      sum.text += await counter.countTurns(whole, signal)
      sum.text -= endsWithUser ? await this.countEmpty() : await countLetter()
      // Each message with pictures stood there as one letter.
      sum.text -= messages.filter(({ parts }) => hasMedia(parts)).length
      return sum
    },
    async countPart(part) {
      return totalOf(await countMedia([part]))
    },
    countEmpty: async () => Math.max(0, (await countLetter()) - 1),
  }
}

export const emptyTokens = (): MessageTokens => ({
  text: 0,
  pictures: { count: 0, tokens: 0 },
  frames: { count: 0, tokens: 0 },
  texts: { count: 0, tokens: 0 },
})

/** Adds in place; only for sums that are still being made. */
export function addTokens(sum: MessageTokens, more: MessageTokens): void {
  sum.text += more.text
  for (const kind of ['pictures', 'frames', 'texts'] as const) {
    sum[kind].count += more[kind].count
    sum[kind].tokens += more[kind].tokens
  }
}

export const totalOf = ({ frames, pictures, text, texts }: MessageTokens) =>
  text + pictures.tokens + frames.tokens + texts.tokens

/** As `toPrompt` does: replies without words are left out, the questions around them joined. */
function toTurns(messages: readonly CountedMessage[]): Turn[] {
  const turns: Turn[] = []
  for (const { parts, role } of messages) {
    const text = hasMedia(parts) ? LETTER.text : wordsOf(parts)
    if (role === 'assistant' && text === '') continue
    const last = turns.at(-1)
    if (last?.role === role) last.text += text
    else turns.push({ role, text })
  }
  return turns
}
