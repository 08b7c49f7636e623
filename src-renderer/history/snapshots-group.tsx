import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryState } from '../../src-main/contract/history.ts'
import { failureText } from '../i18n/failure-text.ts'
import { formatPercent } from '../i18n/format.ts'
import { rpc } from '../rpc/client.ts'
import { useHistory } from '../rpc/history-store.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { SettingsGroup } from '../ui/settings-group.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { SnapshotRow } from './snapshot-row.tsx'

/** Every snapshot with what it holds, and a way to make one now. */
export function SnapshotsGroup() {
  const { t } = useTranslation('history')
  const history = useHistory((state) => state.history)
  const [openId, setOpenId] = useState<string | null>(null)
  const snapshots = history?.snapshots
  return (
    <SettingsGroup title={t('title')} hint={t('hint')}>
      {history ? <Work work={history.work} canMake={history.storage === 'ok'} /> : null}
      {snapshots ? (
        snapshots.length > 0 ? (
          <ul
            aria-label={t('list')}
            className="divide-y divide-line rounded-card border border-line"
          >
            {snapshots.map((snapshot) => (
              <SnapshotRow
                key={snapshot.id}
                snapshot={snapshot}
                open={snapshot.id === openId}
                onToggle={() => setOpenId(snapshot.id === openId ? null : snapshot.id)}
              />
            ))}
          </ul>
        ) : (
          <p className="text-ui text-ink-muted">{t('empty')}</p>
        )
      ) : (
        <p role="status" className="text-ui text-ink-muted">
          {t('reading')}
        </p>
      )}
      {snapshots && snapshots.length > 0 ? (
        <p className="text-small wrap-anywhere text-ink-muted select-text">
          {t('folder', { folder: history?.folder })}
        </p>
      ) : null}
    </SettingsGroup>
  )
}

/** The button, or how far the snapshot is; the height stays the same. */
function Work({ work, canMake }: { work: HistoryState['work']; canMake: boolean }) {
  const { t, i18n } = useTranslation('history')
  const { t: app } = useTranslation()
  const isMaking = work.kind === 'making'
  const fraction = isMaking ? work.fraction : 0
  const words =
    fraction < 1 ? t('making', { percent: formatPercent(fraction, i18n.language) }) : t('checking')
  return (
    <>
      <div className="flex min-h-8 items-center gap-3">
        <div role="status" className="min-w-0 flex-1">
          {isMaking ? (
            <>
              <p className="mb-1 text-small text-ink-muted tabular-nums">{words}</p>
              <ProgressBar label={words} fraction={fraction < 1 ? fraction : null} />
            </>
          ) : null}
        </div>
        {isMaking ? (
          <Button onClick={() => void orTellFailure(() => rpc.history.cancelSnapshot())}>
            {t('cancel')}
          </Button>
        ) : (
          <Button
            disabled={!canMake}
            onClick={() => void orTellFailure(() => rpc.history.makeSnapshot())}
          >
            {t('make')}
          </Button>
        )}
      </div>
      {work.kind === 'failed' ? (
        <p role="status" className="text-small wrap-anywhere">
          {t('failed', { words: failureText(app, work.failure) })}
        </p>
      ) : null}
    </>
  )
}
