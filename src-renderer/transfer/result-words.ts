import type { ImportResult, ImportState } from '../../src-main/contract/transfer.ts'
import { i18n } from '../i18n/i18n.ts'
import { besideWords, hasBeside } from './beside-words.ts'

export type EndedImport = Extract<ImportState, { result: ImportResult }>

export const hasEnded = (state: ImportState): state is EndedImport => 'result' in state

/** Whether an import brought anything that can be taken back. */
export const broughtAnything = ({ imported, grown, beside }: ImportResult) =>
  imported + grown > 0 || hasBeside(beside)

/** What an import brought, one thing after another. */
export function resultWords({ imported, grown, newMessages, beside }: ImportResult): string[] {
  const t = i18n.getFixedT(null, 'transfer')
  const names = besideWords(beside)
  const done = [
    ...(imported > 0 ? [t('import.done', { count: imported })] : []),
    ...(grown > 0
      ? [t('import.doneGrown', { count: grown, messages: messagesWords(newMessages) })]
      : []),
  ]
  if (done.length === 0)
    return [names ? t('import.doneOnlyBeside', { names }) : t('import.doneNone')]
  return names ? [...done, t('import.doneBeside', { names })] : done
}

/** So many new messages. */
export const messagesWords = (count: number) => i18n.t('transfer:import.newMessages', { count })

/** What taking an import back came to, one thing after another. */
export function undoneWords({ imported, grown }: ImportResult, keptMessages: number): string[] {
  const t = i18n.getFixedT(null, 'transfer')
  return [
    t(`import.${imported > 0 ? 'undone' : 'undoneBeside'}`),
    ...(grown > 0 ? [t('import.undoneGrown')] : []),
    ...(keptMessages > 0 ? [t('import.undoneKept', { count: keptMessages })] : []),
  ]
}
