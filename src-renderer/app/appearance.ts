import type { Settings } from '../../src-main/contract/settings.ts'
import { resolveLanguage, showLanguage } from '../i18n/i18n.ts'

const STORED_KEY = 'carat.appearance'

type Appearance = Pick<Settings, 'language' | 'theme'>

/** Shows a theme and a language, and remembers both for the first frame of the next start. */
export function applyAppearance({ language, theme }: Appearance) {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  showLanguage(resolveLanguage(language))
  window.localStorage.setItem(STORED_KEY, `${theme} ${language}`)
}

/** Shows what was chosen last, so the window never changes colour while the services start. */
export function applyStoredAppearance() {
  const [theme, language] = (window.localStorage.getItem(STORED_KEY) ?? '').split(' ')
  applyAppearance({
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    language: language === 'en' || language === 'zh-CN' ? language : 'system',
  })
}
