import type { ImportResult, ImportState } from '../../src-main/contract/transfer.ts'
import { i18n } from '../i18n/i18n.ts'
import { besideWords, hasBeside } from './beside-words.ts'

export type EndedImport = Extract<ImportState, { result: ImportResult }>

export const hasEnded = (state: ImportState): state is EndedImport => 'result' in state

/** Whether an import brought anything that can be taken back. */
export const broughtAnything = ({ imported, beside }: ImportResult) =>
  imported > 0 || hasBeside(beside)

/** What an import brought, one thing after another. */
export function resultWords({ imported, beside }: ImportResult): string[] {
  const t = i18n.getFixedT(null, 'transfer')
  const names = besideWords(beside)
  if (imported === 0) return [names ? t('import.doneOnlyBeside', { names }) : t('import.doneNone')]
  const done = t('import.done', { count: imported })
  return names ? [done, t('import.doneBeside', { names })] : [done]
}
