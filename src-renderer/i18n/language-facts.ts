/** A language's name in itself, with a capital where it has some. */
export function languageName(tag: string): string {
  // What is meant is the script; browsers name the country.
  if (tag === 'zh-CN') return '简体中文'
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  const [first = ''] = name
  return first.toLocaleUpperCase(tag) + name.slice(first.length)
}

const directions = new Map<string, 'ltr' | 'rtl'>()

/** Where the lines of a language begin. It is asked with every word that is shown. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  let known = directions.get(tag)
  if (!known) directions.set(tag, (known = findDirection(tag)))
  return known
}

function findDirection(tag: string): 'ltr' | 'rtl' {
  const locale = new Intl.Locale(tag) as Intl.Locale & {
    getTextInfo?: () => { direction: string }
    textInfo?: { direction: string }
  }
  const { direction } = locale.getTextInfo?.() ?? locale.textInfo ?? { direction: 'ltr' }
  return direction === 'rtl' ? 'rtl' : 'ltr'
}

/**
 * The language to show out of those that are there: the one chosen in the settings, or else the
 * first the system prefers, in another country's form if need be.
 */
export function resolveLanguage(
  chosen: string,
  available: readonly string[],
  preferred: readonly string[] = navigator.languages,
): string {
  const wanted = chosen === 'system' ? preferred : [chosen, ...preferred]
  const languageOf = (tag: string) => tag.toLowerCase().split('-')[0]
  for (const tag of wanted) {
    const found =
      available.find((other) => other.toLowerCase() === tag.toLowerCase()) ??
      available.find((other) => languageOf(other) === languageOf(tag))
    if (found) return found
  }
  return 'en'
}
