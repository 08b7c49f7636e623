import { isPictured, type Part } from '../contract/messages.ts'

/** Longest title in user-perceived characters; the sidebar cuts earlier by width. */
const TITLE_LENGTH = 60

/** Title of a new conversation: the first line of what was asked, or the name of what was dropped. */
export function deriveTitle(parts: Part[]): string {
  const text = parts.find((part) => part.type === 'text')
  if (text) {
    const title = shorten(firstLine(text.text))
    if (title !== '') return title
  }
  const picture = parts.find((part) => part.type === 'file')
  if (picture) return shorten(picture.filename)
  const named = parts.find((part) => part.type === 'data-clip' || part.type === 'data-text')
  return shorten(named?.data.name ?? '') || '…'
}

/**
 * A better title once the first reply is there: "What is in this picture?" fits every picture, but
 * the first sentence of the answer tells this one apart. Null when the question is title enough.
 */
export function improveTitle(question: Part[], answer: string): string | null {
  const looksAtMedia = question.some(isPictured)
  const sentence = firstSentence(firstLine(answer))
  return looksAtMedia && sentence !== '' ? shorten(sentence) : null
}

/** First line with words on it, without Markdown's marks. */
const firstLine = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^[\s#>*`|-]+|[*`|]+/g, '').trim())
    .find((line) => line !== '') ?? ''

const firstSentence = (line: string) => {
  const [sentence = ''] = new Intl.Segmenter(undefined, { granularity: 'sentence' })
    .segment(line)
    [Symbol.iterator]()
    .map((part) => part.segment.trim())
  return sentence.replace(/[.。]$/, '')
}

function shorten(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text)].map((part) => part.segment)
  return characters.length <= TITLE_LENGTH
    ? text
    : `${characters
        .slice(0, TITLE_LENGTH - 1)
        .join('')
        .trimEnd()}…`
}
