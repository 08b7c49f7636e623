import type BetterSqlite3 from 'better-sqlite3'
import { z } from 'zod'
import { foldText } from '../contract/fold-text.ts'

/** Letters of one group; a word of as many or more is a row of groups. */
const GROUP = 3
/** A blank within a group: the index parts its words at real ones. */
const BLANK = '␣'

const lettersOf = (folded: string) => [...folded.replaceAll(' ', BLANK)]

const groupsOf = (letters: readonly string[]) =>
  Array.from(
    { length: Math.max(0, letters.length - GROUP + 1) },
    (_, at) => letters[at]! + letters[at + 1]! + letters[at + 2]!,
  )

/** What a message is beside its words. */
export interface MessageFacets {
  role: string
  hasPicture: boolean
  hasClip: boolean
  modelName: string | null
  chatId: string
  createdAt: number
}

/** Marks have four letters and more, so that no words look like one. */
export const facetMarks = {
  role: (role: string) => `role:${role}`,
  picture: 'has:picture',
  clip: 'has:clip',
  model: (name: string) => `model:${foldText(name).replaceAll(' ', BLANK)}`,
  chat: (chatId: string) => `chat:${chatId}`,
  year: (year: string) => `year:${year}`,
  month: (month: string) => `month:${month}`,
}

/**
 * What the index holds of a message: its groups of three letters in their order, each letter and
 * each pair of letters once, and marks for what it can be filtered by.
 */
export function toSearchTokens(words: string, facets: MessageFacets): string {
  const short = new Set<string>()
  let groups = ''
  let [before, letter] = [BLANK, BLANK]
  for (const next of lettersOf(foldText(words))) {
    // The two blanks before the first letter make no group.
    if (groups !== '' || before !== BLANK) groups += `${before}${letter}${next} `
    if (next !== BLANK) {
      short.add(next)
      if (letter !== BLANK) short.add(letter + next)
    }
    before = letter
    letter = next
  }
  const day = new Date(facets.createdAt).toISOString()
  const marks = [
    facetMarks.role(facets.role),
    facetMarks.chat(facets.chatId),
    facetMarks.year(day.slice(0, 4)),
    facetMarks.month(day.slice(0, 7)),
    ...(facets.hasPicture ? [facetMarks.picture] : []),
    ...(facets.hasClip ? [facetMarks.clip] : []),
    ...(facets.modelName === null ? [] : [facetMarks.model(facets.modelName)]),
  ]
  return groups + [...short, ...marks].join(' ')
}

/** What the index is asked for a folded word: its groups one after the other, or it itself. */
export function toIndexed(word: string): string {
  const letters = lettersOf(word)
  return letters.length < GROUP ? letters.join('') : groupsOf(letters).join(' ')
}

const callSchema = z.tuple([
  z.string(),
  z.string(),
  z.number(),
  z.number(),
  z.string().nullable(),
  z.string(),
  z.number(),
])

/** Gives SQL `search_tokens`, which the triggers that fill the index call. */
export function addSearchTokens(database: BetterSqlite3.Database): void {
  database.function('search_tokens', { deterministic: true, varargs: true }, (...input) => {
    const [words, role, picture, clip, modelName, chatId, createdAt] = callSchema.parse(input)
    return toSearchTokens(words, {
      role,
      hasPicture: picture === 1,
      hasClip: clip === 1,
      modelName,
      chatId,
      createdAt,
    })
  })
}
