import { useTranslation } from 'react-i18next'
import { failureText } from '../i18n/failure-text.ts'
import { openChat } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFooter } from './dialog-footer.tsx'
import { hasBeside } from './beside-words.ts'
import { ImportChoice } from './import-choice.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ImportResult } from './import-result.tsx'
import { previewWords, standingWords } from './preview-words.ts'
import {
  chooseConversations,
  closeImport,
  newOnes,
  resetImport,
  runImport,
  stopImport,
  undoShown,
  useImport,
} from './import-store.ts'
import { broughtAnything, hasEnded } from './result-words.ts'
import { TransferProgress } from './transfer-progress.tsx'
import { useImportDrop } from './use-import-drop.ts'

/** Brings conversations in: choose files, see what they hold, import, and take it back if need be. */
export function ImportDialog() {
  const { t } = useTranslation('transfer')
  const { t: app } = useTranslation()
  const { open, state, sent, failure, undoFailure, chosen } = useImport()
  const preview = state?.kind === 'preview' ? state.preview : null
  useImportDrop()
  const ended = state && hasEnded(state) ? state : null
  const step = failure
    ? 'failure'
    : preview
      ? 'preview'
      : ended
        ? 'result'
        : sent === null
          ? 'choice'
          : 'progress'

  /** What is read out when the dialog shows something else; an end tells of itself. */
  const announced = () => {
    if (step === 'preview' && preview) return previewWords(preview)
    if (step !== 'progress') return ''
    return t(state?.kind === 'importing' ? 'import.importing' : 'import.receiving')
  }

  const body = () => {
    if (failure)
      return (
        <p role="alert" className="px-4 py-5 text-ui text-danger">
          {failureText(t, failure)}
        </p>
      )
    if (preview)
      return <ImportPreview preview={preview} chosen={chosen} onChoose={chooseConversations} />
    if (ended) return <ImportResult end={ended} undoFailure={undoFailure} />
    if (sent === null) return <ImportChoice />
    return <div className="px-4 py-5">{progress()}</div>
  }

  const progress = () => {
    if (state?.kind === 'importing')
      return (
        <TransferProgress
          label={t('import.importing')}
          words={t('import.progress', state)}
          fraction={state.total > 0 ? state.done / state.total : null}
        />
      )
    if (state?.kind === 'reading') {
      const { bytes, totalBytes: total } = state
      return (
        <TransferProgress
          label={t('import.reading')}
          words={t('import.reading')}
          fraction={total > 0 ? Math.min(1, bytes / total) : null}
        />
      )
    }
    const { bytes, total } = sent ?? { bytes: 0, total: 1 }
    return (
      <TransferProgress
        label={t('import.receiving')}
        words={t('import.progressBytes', { done: bytes, total })}
        fraction={bytes / Math.max(total, 1)}
      />
    )
  }

  const footer = () => {
    if (sent === null && !failure) return undefined
    if (failure || (preview && newOnes(preview).size === 0 && !hasBeside(preview.beside)))
      return (
        <DialogFooter>
          <Button onClick={resetImport}>{t('import.back')}</Button>
          <Button onClick={closeImport}>{t('import.close')}</Button>
        </DialogFooter>
      )
    if (preview)
      return (
        <DialogFooter>
          <Button onClick={resetImport}>{t('import.back')}</Button>
          <Button
            look="primary"
            disabled={chosen.size === 0 && !hasBeside(preview.beside)}
            onClick={() => void runImport()}
          >
            {chosen.size === 0 && hasBeside(preview.beside)
              ? t('import.runBeside')
              : t('import.run', { count: chosen.size })}
          </Button>
        </DialogFooter>
      )
    if (ended) {
      const { newestChatId } = ended.result
      return (
        <DialogFooter>
          {broughtAnything(ended.result) ? (
            <Button onClick={() => void undoShown()}>{t('import.undo')}</Button>
          ) : null}
          {newestChatId === null ? null : (
            <Button
              onClick={() => {
                closeImport()
                openChat(newestChatId)
              }}
            >
              {t('import.show')}
            </Button>
          )}
          <Button look="primary" onClick={closeImport}>
            {t('import.finish')}
          </Button>
        </DialogFooter>
      )
    }
    return (
      <DialogFooter>
        <Button onClick={stopImport}>{t('import.cancel')}</Button>
      </DialogFooter>
    )
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) closeImport()
      }}
      title={t('import.title')}
      closeLabel={app('shell.close')}
      footer={footer()}
      step={step}
    >
      <p role="status" className={preview ? 'px-4 pt-4 text-ui' : 'sr-only'}>
        {announced()}
        {preview ? <span className="block text-ink-muted">{standingWords(preview)}</span> : null}
      </p>
      {body()}
    </Dialog>
  )
}
