const SPACE = '\u00a0'
/** A number and what it counts: `{{count, number}} 个`. */
const NUMBER = /(\{\{(?:count|number|position|rate|\w+, number)\b[^}]*\}\}) (?=\p{L})/gu
/** What follows the word one counts with: `{{count}} 个 token`. */
const MEASURE = /(\}\}\u00a0\p{Script=Han}) (?=\p{L})/gu

/** Words of a language, in groups. */
type Words<Group> = { readonly [Key in keyof Group]: Group[Key] }

/** The words with spaces that no line ends at between numbers and what they count. */
export function bindCounts<Group>(words: Words<Group>): Words<Group> {
  const bound = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(NUMBER, `$1${SPACE}`).replace(MEASURE, `$1${SPACE}`)
      : Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, bound(one)]))
  return bound(words) as Words<Group>
}

/** A size such as `4.2 MB` that stays on one line where lines do not end between words. */
export const bindUnit = (size: string, language: string) =>
  /^zh\b/.test(language) ? size.replaceAll(' ', SPACE) : size
