import { useTranslation } from 'react-i18next'
import type { HistoryState } from '../../src-main/contract/history.ts'
import { useApplicationInfo } from '../rpc/application-store.ts'
import { rpc } from '../rpc/client.ts'
import { useHistory } from '../rpc/history-store.ts'
import { Button } from '../ui/button.tsx'
import { NoticeCard } from '../ui/notice-card.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { DataReportNotice } from './data-report-notice.tsx'

/** What the user must know of the data: that nothing can be saved, damage, and what was done about it. */
export function DataNotice() {
  const history = useHistory((state) => state.history)
  if (!history) return null
  return (
    <>
      {history.storage === 'ok' ? null : <StorageNotice history={history} />}
      {history.damaged ? <DamageNotice /> : null}
      {history.report ? <DataReportNotice report={history.report} /> : null}
    </>
  )
}

function StorageNotice({ history }: { history: HistoryState }) {
  const { t } = useTranslation('history')
  const folder = useApplicationInfo((state) => state.info?.dataFolder)
  const { frozen, storage } = history
  const words =
    storage === 'read-only' ? t('readOnly', { folder }) : t(frozen ? 'fullStart' : 'full')
  return (
    <NoticeCard
      actions={
        frozen ? (
          <Button onClick={() => void orTellFailure(() => rpc.history.reopen())}>
            {t('again')}
          </Button>
        ) : null
      }
    >
      <p role="status" className="wrap-anywhere">
        {words}
      </p>
    </NoticeCard>
  )
}

function DamageNotice() {
  const { t } = useTranslation('history')
  return (
    <NoticeCard
      actions={
        <Button onClick={() => void orTellFailure(() => rpc.history.rescue())}>
          {t('rescue')}
        </Button>
      }
    >
      <p role="status">{t('damaged')}</p>
    </NoticeCard>
  )
}
