import { isolated } from '../../i18n/join-words.ts'

/** A text of the catalogue in the window's language, or in English where it has none of that. */
export const wordsIn = (words: Record<string, string>, language: string) =>
  isolated(words[language] ?? words['en'] ?? '')
