import type { OfferedPrompt } from '../../i18n/prompt-words.ts'

/** What is being looked for, and where in the text its slash is. */
export interface SlashQuery {
  start: number
  end: number
  query: string
}

const SLASH = /(?:^|\s)[/／]([^\s/／]{0,40})$/u

/** A slash at the start of a word with the letters after it, up to the caret; null elsewhere. */
export function slashQuery(text: string, caret: number): SlashQuery | null {
  const query = SLASH.exec(text.slice(0, caret))?.[1]
  return query === undefined ? null : { start: caret - query.length - 1, end: caret, query }
}

/** Letters to compare by: case, width and spaces make no difference. */
const plain = (words: string) => words.normalize('NFKC').toLocaleLowerCase().replaceAll(/\s+/g, '')

/** Prompts whose names have the letters, those that begin with them first. */
export function matchPrompts(prompts: readonly OfferedPrompt[], query: string): OfferedPrompt[] {
  const wanted = plain(query)
  const beginning = prompts.filter(({ name }) => plain(name).startsWith(wanted))
  const within = prompts.filter(
    (prompt) => !beginning.includes(prompt) && plain(prompt.name).includes(wanted),
  )
  return [...beginning, ...within]
}
