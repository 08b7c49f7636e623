import { toFailure } from '../platform/carat-error.ts'
import words from './startup-words.json' with { type: 'json' }

type Key = keyof (typeof words)['en']

/** The system's language, as far as these words have it. */
const systemLanguage = (): keyof typeof words =>
  new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en'

/**
 * Words for a terminal or a dialog of the system: before there is a window there is nobody else to
 * make them, and the settings cannot be asked.
 */
export function hostWords(
  key: Key,
  values: Record<string, string | number> = {},
  language = systemLanguage(),
): string {
  return words[language][key].replaceAll(/{{(\w+)}}/g, (_, name: string) => String(values[name]))
}

/** Why Carat could not start. */
export function startupWords(error: unknown, language = systemLanguage()): string {
  const { code, data } = toFailure(error)
  if (code === 'DATABASE_NEWER' || code === 'DATABASE_UNREADABLE' || code === 'DISK_FULL')
    return hostWords(code, { ...data }, language)
  return code === 'INTERNAL' ? data.detail : code
}

/** Says which Carat has the data folder already. */
export function alreadyRunningWords(folder: string, heldBy: { pid: number; url?: string | null }) {
  const process = hostWords('process', { pid: heldBy.pid })
  const where = heldBy.url ? `${process}, ${heldBy.url}` : process
  return hostWords('alreadyRuns', { folder, where })
}
