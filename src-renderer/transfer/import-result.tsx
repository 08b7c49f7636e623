import { useTranslation } from 'react-i18next'
import { failureText } from '../i18n/failure-text.ts'
import type { WindowFailure } from '../rpc/failure.ts'
import { type EndedImport, resultWords } from './result-words.ts'

interface ImportResultProps {
  end: EndedImport
  /** Why it could not be undone. */
  undoFailure: WindowFailure | null
}

/** What an import brought, and what it could not. */
export function ImportResult({ end, undoFailure }: ImportResultProps) {
  const { t } = useTranslation('transfer')
  const { result } = end
  const { failed, lostPictures } = result
  return (
    <div className="flex flex-col gap-3 px-4 py-5 text-ui">
      {end.kind === 'failed' ? (
        <p role="alert" className="text-danger">
          {failureText(t, end.failure)}
        </p>
      ) : null}
      <div role="status" className="flex flex-col gap-1">
        {end.kind === 'cancelled' ? <p>{t('import.stopped')}</p> : null}
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
