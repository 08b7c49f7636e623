import { i18n, resources } from '../i18n/i18n.ts'

/** Keeps the words of Electron's menu in the window's language. */
export function followMenuWords(signal: AbortSignal): void {
  const tell = () => {
    const names = Object.keys(resources.en.menu) as (keyof typeof resources.en.menu)[]
    window.carat?.setMenuWords(
      Object.fromEntries(names.map((name) => [name, i18n.t(`menu:${name}`)])),
    )
  }
  tell()
  i18n.on('languageChanged', tell)
  signal.addEventListener('abort', () => i18n.off('languageChanged', tell))
}
