import { wordsSchema } from '../../src-main/contract/languages.ts'
import { failureText } from '../i18n/failure-text.ts'
import { addWords, builtInLanguages, hasWords, i18n, showLanguage } from '../i18n/i18n.ts'
import { resolveLanguage } from '../i18n/language-facts.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf } from '../rpc/failure.ts'
import { useLanguages } from '../rpc/languages-store.ts'
import { showToast } from '../ui/toast.tsx'

/** The words of the last language that came from a file, for the first frame of the next start. */
const STORED_KEY = 'carat.words'

/** Languages whose file was read since the window was loaded, or was found to be unreadable. */
const read = new Set<string>()
const unreadable = new Set<string>()
/** Languages whose words were kept from the last start, until it is known which there are. */
const remembered: string[] = []
let wanted = 'system'

const available = () =>
  [...builtInLanguages, ...(useLanguages.getState().files ?? remembered)].filter(
    (tag) => !unreadable.has(tag),
  )

/** Shows a language at once if its words are here, and as soon as its file is read. */
export function applyLanguage(chosen: string): void {
  wanted = chosen
  const tag = resolveLanguage(chosen, available())
  if (hasWords(tag) && (tag !== i18n.language || document.documentElement.lang !== tag))
    showLanguage(tag)
  if (useLanguages.getState().files?.includes(tag) && !read.has(tag)) void readWords(tag)
}

async function readWords(tag: string): Promise<void> {
  read.add(tag)
  try {
    const words = await rpc.languages.words({ tag })
    addWords(tag, words)
    window.localStorage.setItem(STORED_KEY, JSON.stringify({ tag, words }))
    if (resolveLanguage(wanted, available()) === tag) showLanguage(tag)
  } catch (error) {
    unreadable.add(tag)
    showToast({ kind: 'failure', text: failureText(i18n.t, failureOf(error)) })
    applyLanguage(wanted)
  }
}

/** Brings back the words that a file gave last, so that the window need not change its language. */
export function restoreWords(): void {
  try {
    const { tag, words } = JSON.parse(window.localStorage.getItem(STORED_KEY) ?? '{}')
    if (typeof tag !== 'string') return
    addWords(tag, wordsSchema.parse(words))
    remembered.push(tag)
  } catch {
    window.localStorage.removeItem(STORED_KEY)
  }
}
