import { useTranslation } from 'react-i18next'
import type { ImportResult as Result } from '../../src-main/contract/transfer.ts'

/** What an import brought, and what it could not. */
export function ImportResult({ result, stopped }: { result: Result; stopped: boolean }) {
  const { t } = useTranslation('transfer')
  const { imported, failed, lostPictures } = result
  return (
    <div role="status" className="flex flex-col gap-1 px-4 py-5 text-ui">
      {stopped ? <p>{t('import.stopped')}</p> : null}
      <p>{imported > 0 ? t('import.done', { count: imported }) : t('import.doneNone')}</p>
      {failed > 0 ? <p className="text-danger">{t('import.failed', { count: failed })}</p> : null}
      {lostPictures > 0 ? (
        <p className="text-ink-muted">{t('import.lost', { count: lostPictures })}</p>
      ) : null}
    </div>
  )
}
