import type { i18n as I18n } from 'i18next'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import app from './en/app.json' with { type: 'json' }
import chat from './en/chat.json' with { type: 'json' }
import discover from './en/discover.json' with { type: 'json' }
import downloads from './en/downloads.json' with { type: 'json' }
import errors from './en/errors.json' with { type: 'json' }
import library from './en/library.json' with { type: 'json' }
import network from './en/network.json' with { type: 'json' }
import { formatFileSize, formatMegabytes } from './format.ts'
import appChinese from './zh-CN/app.json' with { type: 'json' }
import chatChinese from './zh-CN/chat.json' with { type: 'json' }
import discoverChinese from './zh-CN/discover.json' with { type: 'json' }
import downloadsChinese from './zh-CN/downloads.json' with { type: 'json' }
import errorsChinese from './zh-CN/errors.json' with { type: 'json' }
import libraryChinese from './zh-CN/library.json' with { type: 'json' }
import networkChinese from './zh-CN/network.json' with { type: 'json' }

export const resources = {
  en: { app, chat, discover, downloads, errors, library, network },
  'zh-CN': {
    app: appChinese,
    chat: chatChinese,
    discover: discoverChinese,
    downloads: downloadsChinese,
    errors: errorsChinese,
    library: libraryChinese,
    network: networkChinese,
  },
}
export type Language = keyof typeof resources

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: (typeof resources)['en']
  }
}

/** All words of the window; `{{bytes, megabytes}}` in a sentence is a size in MB, `fileSize` in MB or GB. */
export const i18n: I18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'app',
  resources,
  initAsync: false,
  interpolation: { escapeValue: false },
})
i18n.services.formatter?.add('megabytes', (bytes: number, language) =>
  formatMegabytes(bytes, language ?? 'en'),
)

i18n.services.formatter?.add('fileSize', (bytes: number, language) =>
  formatFileSize(bytes, language ?? 'en'),
)

/** The language to show: the one chosen in the settings, or the system's. */
export function resolveLanguage(setting: 'system' | Language): Language {
  if (setting !== 'system') return setting
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** Changes every word at once and tells the document its language. */
export function showLanguage(language: Language) {
  document.documentElement.lang = language
  if (i18n.language !== language) void i18n.changeLanguage(language)
}
