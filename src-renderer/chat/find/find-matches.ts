import type { Message } from '../../../src-main/contract/messages.ts'
import { foldedText } from './folded-text.ts'

/** Places of one message where the words stand, and how many there are in those before it. */
export interface MessageMatches {
  messageId: string
  count: number
  before: number
}

/** All places where some words stand. */
export interface Matches {
  rows: readonly MessageMatches[]
  total: number
}

/** One of them: the so-manieth of its message, from 0. */
export interface Match {
  messageId: string
  nth: number
}

export const noMatches: Matches = { rows: [], total: 0 }

function countOf(text: string, words: string): number {
  let count = 0
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
    count += 1
  return count
}

/** @param words folded; none are nowhere */
export function findMatches(messages: Iterable<Message>, words: string): Matches {
  if (words === '') return noMatches
  const rows: MessageMatches[] = []
  let total = 0
  for (const message of messages) {
    const count = countOf(foldedText(message), words)
    if (count === 0) continue
    rows.push({ messageId: message.id, count, before: total })
    total += count
  }
  return { rows, total }
}

/** The number of a match, from 0; -1 for one that is none any more. */
export function numberOf({ rows }: Matches, match: Match | null): number {
  const row = match && rows.find(({ messageId }) => messageId === match.messageId)
  return row && match.nth < row.count ? row.before + match.nth : -1
}

/** The match of a number, counted on from the other end where it is too large or too small. */
export function matchAt({ rows, total }: Matches, number: number): Match | null {
  if (total === 0) return null
  const wanted = ((number % total) + total) % total
  const row = rows.findLast(({ before }) => before <= wanted)
  return row ? { messageId: row.messageId, nth: wanted - row.before } : null
}
