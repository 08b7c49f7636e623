import type { ImportResult } from '../../src-main/contract/transfer.ts'
import { failureText } from '../i18n/failure-text.ts'
import { i18n } from '../i18n/i18n.ts'
import { joinSentences } from '../i18n/join-words.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf } from '../rpc/failure.ts'
import { showToast } from '../ui/toast.tsx'
import { undoneWords } from './result-words.ts'

/** Imports that were taken back or are about to be: once each, however often that is asked for. */
const undone = new Map<string, Promise<void>>()

async function takeBack(id: string, result: ImportResult) {
  const { keptMessages } = await rpc.transfer.undoImport({ id })
  showToast({ text: joinSentences(undoneWords(result, keptMessages), i18n.language) })
}

/** Takes an import back and says so. @throws as the services do; it can be tried again then */
export function undoImport(id: string, result: ImportResult): Promise<void> {
  const before = undone.get(id)
  if (before) return before
  const undoing = takeBack(id, result)
  undone.set(id, undoing)
  undoing.catch(() => undone.delete(id))
  return undoing
}

/** Undoes an import from a toast; one that fails can be tried again from the next toast. */
export const undoAction = (id: string, result: ImportResult) => ({
  label: i18n.t('list.undo'),
  name: i18n.t('transfer:import.undo'),
  run: () =>
    void undoImport(id, result).catch((error: unknown) =>
      showToast({
        kind: 'failure',
        text: failureText(i18n.t, failureOf(error)),
        action: undoAction(id, result),
      }),
    ),
})
