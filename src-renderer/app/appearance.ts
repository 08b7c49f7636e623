import type { Settings } from '../../src-main/contract/settings.ts'
import { applyLanguage, restoreWords } from './language.ts'

const STORED_KEY = 'carat.appearance'

type Appearance = Pick<Settings, 'language' | 'theme' | 'density'>

/** Shows theme, density and language, and remembers them for the first frame of the next start. */
export function applyAppearance({ language, theme, density }: Appearance) {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
  dataset['density'] = density
  applyLanguage(language)
  window.localStorage.setItem(STORED_KEY, `${theme} ${language} ${density}`)
}

/** Shows what was chosen last, so that nothing changes colour or place while the services start. */
export function applyStoredAppearance() {
  restoreWords()
  const stored = window.localStorage.getItem(STORED_KEY) ?? ''
  const [theme, language = 'system', density] = stored.split(' ')
  applyAppearance({
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    language,
    density: density === 'compact' ? density : 'comfortable',
  })
}
