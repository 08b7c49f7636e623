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
  const { t: app } = useTranslation()
  const history = useHistory((state) => state.history)
  const [openId, setOpenId] = useState<string | null>(null)
  const snapshots = history?.snapshots
  const work = history?.work
  const isMaking = work?.kind === 'making'
  const progressWords = useProgressWords()
  const words = progressWords(work, 100)
  return (
    <SettingsGroup title={t('title')} hint={t('hint')} action={history && <Make {...history} />}>
      <div role="status" className={work?.kind === 'failed' ? '' : 'sr-only'}>
        {work?.kind === 'failed' ? (
          <p className="text-small wrap-anywhere">
            {t('failed', { words: failureText(app, work.failure) })}
          </p>
        ) : null}
        {progressWords(work, 4)}
      </div>
      {snapshots ? (
        snapshots.length > 0 || isMaking ? (
          <ul
            aria-label={t('list')}
            className="divide-y divide-line rounded-card border border-line"
          >
            {isMaking ? <RowInMaking words={words} fraction={work.fraction} /> : null}
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

/** How far the snapshot is that is being made, in words that change so many times at most. */
function useProgressWords() {
  const { t, i18n } = useTranslation('history')
  return (work: HistoryState['work'] | undefined, steps: number): string => {
    if (work?.kind !== 'making') return ''
    if (work.fraction >= 1) return t('checking')
    const fraction = Math.floor(work.fraction * steps) / steps
    return t('making', { percent: formatPercent(fraction, i18n.language) })
  }
}

/** As high as the row it becomes. */
function RowInMaking({ words, fraction }: { words: string; fraction: number }) {
  return (
    <li className="px-3 py-2">
      <p className="text-ui text-ink-muted tabular-nums">{words}</p>
      <div className="flex h-4 items-center">
        <ProgressBar label={words} fraction={fraction < 1 ? fraction : null} />
      </div>
    </li>
  )
}

/** Makes a snapshot, or stops the one that is being made. */
function Make({ work, storage }: Pick<HistoryState, 'storage' | 'work'>) {
  const { t } = useTranslation('history')
  if (work.kind === 'making')
    return (
      <Button onClick={() => void orTellFailure(() => rpc.history.cancelSnapshot())}>
        {t('cancel')}
      </Button>
    )
  return (
    <Button
      disabled={storage !== 'ok'}
      onClick={() => void orTellFailure(() => rpc.history.makeSnapshot())}
    >
      {t('make')}
    </Button>
  )
}
