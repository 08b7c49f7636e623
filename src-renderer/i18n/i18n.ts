import type { i18n as I18n, PostProcessorModule } from 'i18next'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Words } from '../../src-main/contract/languages.ts'
import app from './en/app.json' with { type: 'json' }
import chat from './en/chat.json' with { type: 'json' }
import commands from './en/commands.json' with { type: 'json' }
import discover from './en/discover.json' with { type: 'json' }
import downloads from './en/downloads.json' with { type: 'json' }
import errors from './en/errors.json' with { type: 'json' }
import history from './en/history.json' with { type: 'json' }
import library from './en/library.json' with { type: 'json' }
import menu from './en/menu.json' with { type: 'json' }
import network from './en/network.json' with { type: 'json' }
import presets from './en/presets.json' with { type: 'json' }
import transfer from './en/transfer.json' with { type: 'json' }
import { bindCounts } from './bind-units.ts'
import { directionOf } from './language-facts.ts'
import { formatFileSize, formatMegabytes } from './format.ts'
import { isolated } from './join-words.ts'
import appChinese from './zh-CN/app.json' with { type: 'json' }
import chatChinese from './zh-CN/chat.json' with { type: 'json' }
import commandsChinese from './zh-CN/commands.json' with { type: 'json' }
import discoverChinese from './zh-CN/discover.json' with { type: 'json' }
import downloadsChinese from './zh-CN/downloads.json' with { type: 'json' }
import errorsChinese from './zh-CN/errors.json' with { type: 'json' }
import historyChinese from './zh-CN/history.json' with { type: 'json' }
import libraryChinese from './zh-CN/library.json' with { type: 'json' }
import menuChinese from './zh-CN/menu.json' with { type: 'json' }
import networkChinese from './zh-CN/network.json' with { type: 'json' }
import presetsChinese from './zh-CN/presets.json' with { type: 'json' }
import transferChinese from './zh-CN/transfer.json' with { type: 'json' }
import { writeNumber } from './write-number.ts'

export const resources = {
  en: {
    app,
    chat,
    commands,
    discover,
    downloads,
    errors,
    history,
    library,
    menu,
    network,
    presets,
    transfer,
  },
  'zh-CN': bindCounts({
    app: appChinese,
    chat: chatChinese,
    commands: commandsChinese,
    discover: discoverChinese,
    downloads: downloadsChinese,
    errors: errorsChinese,
    history: historyChinese,
    library: libraryChinese,
    menu: menuChinese,
    network: networkChinese,
    presets: presetsChinese,
    transfer: transferChinese,
  }),
}
/** Languages that are built in; others are files that the services read. */
export const builtInLanguages: readonly string[] = Object.keys(resources)

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: (typeof resources)['en']
  }
}

/** All words of the window; `{{bytes, megabytes}}` in a sentence is a size in MB, `fileSize` in MB or GB. */
export const i18n: I18n = i18next.createInstance()

/** Puts words of a language that lacks some into the direction of the one that is shown for it. */
const ownDirection: PostProcessorModule = {
  type: 'postProcessor',
  name: 'ownDirection',
  process: (words: string, _key, options) => {
    const { usedLng } = (options['i18nResolved'] ?? {}) as { usedLng?: string }
    const foreign = usedLng !== undefined && directionOf(usedLng) !== directionOf(i18n.language)
    return foreign ? isolated(words) : words
  },
}

void i18n
  .use(ownDirection)
  .use(initReactI18next)
  .init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'app',
    resources,
    initAsync: false,
    // React escapes for HTML; what is left is to keep names and numbers together in mirrored lines.
    // What a language does not say is English, and keeps the order of English in mirrored lines.
    postProcess: ['ownDirection'],
    postProcessPassResolved: true,
    interpolation: { escapeValue: true, escape: isolated },
  })
i18n.services.formatter?.add('number', writeNumber)
i18n.services.formatter?.add('megabytes', (bytes: number, language) =>
  formatMegabytes(bytes, language ?? 'en'),
)

i18n.services.formatter?.add('fileSize', (bytes: number, language) =>
  formatFileSize(bytes, language ?? 'en'),
)

/** Whether the words of a language are here. */
export const hasWords = (language: string) => i18n.hasResourceBundle(language, 'app')

/** Adds a language; what it does not say is said in English. */
export function addWords(language: string, words: Words) {
  for (const namespace of Object.keys(resources.en))
    i18n.addResourceBundle(language, namespace, words[namespace] ?? {}, false, true)
}

/** Changes every word at once and tells the document its language and where its lines begin. */
export function showLanguage(language: string) {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  void i18n.changeLanguage(language)
}
