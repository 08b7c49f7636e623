import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataReport } from '../../src-main/contract/history.ts'
import { failureText } from '../i18n/failure-text.ts'
import { joinSentences } from '../i18n/join-words.ts'
import { rpc } from '../rpc/client.ts'
import { Button } from '../ui/button.tsx'
import { NoticeCard } from '../ui/notice-card.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { formatMoment } from './dates.ts'

type Rescued = Extract<DataReport, { kind: 'rescued' }>

const dismiss = () => void orTellFailure(() => rpc.history.dismissReport())

/** What the last start did to the data, until the user has read it. */
export function DataReportNotice({ report }: { report: DataReport }) {
  const { t, i18n } = useTranslation('history')
  const { t: app } = useTranslation()
  if (report.kind === 'rescued') return <RescueNotice report={report} />
  const date = formatMoment(report.snapshotAt, i18n.language)
  const undoId = report.kind === 'restored' ? report.undoId : null
  const words =
    report.kind === 'restored'
      ? t('report.restored', { date })
      : t('report.notRestored', { date, words: failureText(app, report.failure) })
  return (
    <NoticeCard
      actions={
        <div className="flex gap-2">
          {undoId === null ? null : (
            <Button onClick={() => void orTellFailure(() => rpc.history.restore({ id: undoId }))}>
              {t('report.undo')}
            </Button>
          )}
          <Button look="quiet" onClick={dismiss}>
            {t('report.close')}
          </Button>
        </div>
      }
    >
      <p role="status">{words}</p>
    </NoticeCard>
  )
}

function RescueNotice({ report }: { report: Rescued }) {
  const { t, i18n } = useTranslation('history')
  const [open, setOpen] = useState(false)
  const { language } = i18n
  const { affected, aside, cause, detail, missing, newestAt } = report
  const known =
    cause === 'log-lost' && newestAt !== null
      ? t('report.newestMissing', { date: formatMoment(newestAt, language) })
      : missing > 0
        ? t('report.missing', { count: missing })
        : t('report.nothingMissing')
  const summary = joinSentences([t(`report.rescued.${cause}`), known], language)
  return (
    <NoticeCard
      actions={
        <div className="flex gap-2">
          <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'report.hideDetails' : 'report.details')}
          </Button>
          <Button onClick={dismiss}>{t('report.close')}</Button>
        </div>
      }
    >
      <p role="status">{summary}</p>
      {open ? <RescueDetails report={report} /> : null}
      {open ? (
        <div className="mt-1 flex flex-col gap-1 wrap-anywhere select-text">
          <p>{t('report.found', { detail })}</p>
          <p>{t('report.aside', { path: aside })}</p>
          {affected.length > 0 ? <Affected titles={affected} /> : null}
        </div>
      ) : null}
    </NoticeCard>
  )
}

function RescueDetails({ report }: { report: Rescued }) {
  const { t, i18n } = useTranslation('history')
  const { fromSnapshot, snapshotAt } = report
  const numbers = {
    chats: t('chats', { count: report.chats }),
    messages: t('messages', { count: report.messages }),
  }
  const taken =
    fromSnapshot > 0 &&
    snapshotAt !== null &&
    t('report.fromSnapshot', {
      count: fromSnapshot,
      date: formatMoment(snapshotAt, i18n.language),
    })
  return <p className="mt-1">{joinSentences([t('report.kept', numbers), taken], i18n.language)}</p>
}

function Affected({ titles }: { titles: readonly string[] }) {
  const { t } = useTranslation('history')
  return (
    <section aria-label={t('report.affected')}>
      <p>{t('report.affected')}</p>
      <ul className="max-h-32 list-disc overflow-y-auto ps-4">
        {titles.map((title, index) => (
          // Two may have the same title, and the list never changes.
          <li key={`${index}-${title}`}>
            <span dir="auto">{title || t('preview.untitled')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
