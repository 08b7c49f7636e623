import { useTranslation } from 'react-i18next'
import type { ImportResult as Result } from '../../src-main/contract/transfer.ts'
import { failureText } from '../i18n/failure-text.ts'
import type { WindowFailure } from '../rpc/failure.ts'
import { resultWords } from './result-words.ts'

interface ImportResultProps {
  result: Result
  stopped: boolean
  /** Why it could not be undone. */
  undoFailure: WindowFailure | null
}

/** What an import brought, and what it could not. */
export function ImportResult({ result, stopped, undoFailure }: ImportResultProps) {
  const { t } = useTranslation('transfer')
  const { failed, lostPictures } = result
  return (
    <div className="flex flex-col gap-3 px-4 py-5 text-ui">
      <div role="status" className="flex flex-col gap-1">
        {stopped ? <p>{t('import.stopped')}</p> : null}
        {resultWords(result).map((words) => (
          <p key={words}>{words}</p>
        ))}
        {failed > 0 ? <p className="text-danger">{t('import.failed', { count: failed })}</p> : null}
        {lostPictures > 0 ? (
          <p className="text-ink-muted">{t('import.lost', { count: lostPictures })}</p>
        ) : null}
      </div>
      {undoFailure ? (
        <p role="alert" className="text-danger">
          {failureText(t, undoFailure)}
        </p>
      ) : null}
    </div>
  )
}
