import { z } from 'zod'

/*
 * Marks within what ChatGPT says, in letters of the private area that mean nothing elsewhere: sources
 * of its web search, names of things that it explains when they are clicked, pictures, players.
 */

/** None begins within another, or each without an end would be looked for through all the rest. */
const marks = /\ue200[^\ue200\ue201]*\ue201|[\ue200-\ue2ff]/g
const ENTITY = '\ue200entity\ue202'

const entitySchema = z.tuple([z.string(), z.string()]).rest(z.unknown())

/** What stands in the place of each mark, by the mark. */
export type MarkWords = ReadonlyMap<unknown, unknown>

/** A text with words in place of its marks, or nothing where it says none. */
export const withoutMarks = (text: string, words: MarkWords): string =>
  text.replace(marks, (mark) => {
    const said = words.get(mark)
    return typeof said === 'string' ? said : nameIn(mark)
  })

/** The name in a mark such as `entity["software","Node.js","runtime"]`. */
function nameIn(mark: string): string {
  if (!mark.startsWith(ENTITY)) return ''
  try {
    return entitySchema.parse(JSON.parse(mark.slice(ENTITY.length, -1)))[1]
  } catch {
    return ''
  }
}
