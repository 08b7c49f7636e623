/**
 * A name or a number for a sentence of another script: where lines begin on the right, it would
 * otherwise be torn apart by the rules of writing in both directions.
 */
export const isolated = (text: string) =>
  document.documentElement.dir === 'rtl' ? `\u2068${text}\u2069` : text

/** Facts beside each other on one line; those there are none of are left out. */
export const joinFacts = (facts: readonly (string | 0 | false | null | undefined)[]) =>
  facts.flatMap((fact) => (fact ? [isolated(fact)] : [])).join(' · ')

/** Names one after another, as the language lists them: `a, b and c`. */
export const joinNames = (names: readonly string[], language: string) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names.map(isolated))

/** Sentences one after another, with a space between them in languages that write one. */
export const joinSentences = (sentences: readonly (string | false)[], language: string) =>
  sentences.filter(Boolean).join(/^(zh|ja)\b/.test(language) ? '' : ' ')
