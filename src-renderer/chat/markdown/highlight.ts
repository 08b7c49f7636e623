import type { HighlighterCore, ThemedToken } from 'shiki/core'
import type { Language } from './languages.ts'
import { loadGrammar } from './languages.ts'

/** Code longer than this stays plain: colouring it would hold up the window. */
const LONGEST_CODE = 30_000
const CACHED_SNIPPETS = 200

/** A line as its pieces, each with one colour for light and one for dark windows. */
export type ColouredLine = readonly ThemedToken[]

const cache = new Map<string, readonly ColouredLine[]>()
let highlighter: Promise<HighlighterCore> | null = null

const keyOf = (code: string, language: Language) => `${language}\n${code}`

async function createHighlighter(): Promise<HighlighterCore> {
  const [{ createHighlighterCore }, { createJavaScriptRegexEngine }, light, dark] =
    await Promise.all([
      import('shiki/core'),
      import('shiki/engine/javascript'),
      import('shiki/themes/github-light-high-contrast.mjs'),
      import('shiki/themes/github-dark-high-contrast.mjs'),
    ])
  return createHighlighterCore({
    themes: [light.default, dark.default],
    langs: [],
    // Grammars whose expressions JavaScript cannot run stay plain where they need them.
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
}

/** The coloured lines if they are known already, so that code scrolled back in does not flash. */
export const knownColours = (code: string, language: Language) =>
  cache.get(keyOf(code, language)) ?? null

/** Colours code; null when it is too long. */
export async function colourCode(
  code: string,
  language: Language,
): Promise<readonly ColouredLine[] | null> {
  if (code.length > LONGEST_CODE) return null
  highlighter ??= createHighlighter()
  const [shiki, grammar] = await Promise.all([highlighter, loadGrammar(language)])
  await shiki.loadLanguage(grammar)
  const { tokens } = shiki.codeToTokens(code, {
    lang: language,
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    defaultColor: false,
  })
  cache.set(keyOf(code, language), tokens)
  if (cache.size > CACHED_SNIPPETS) cache.delete(cache.keys().next().value ?? '')
  return tokens
}
