import { useTranslation } from 'react-i18next'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { formatSpeed } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { useModels } from '../../rpc/models-store.ts'
import { overallProgress } from '../../rpc/overall-progress.ts'
import { openModels } from '../../state/view-store.ts'
import { Button } from '../../ui/button.tsx'
import { LibrarySection } from '../library/library-section.tsx'
import { RowList } from '../library/row-list.tsx'
import { clearDownload } from './download-actions.ts'
import { DownloadQueue } from './download-queue.tsx'
import { DownloadContent } from './download-row.tsx'
import { DownloadSettings } from './download-settings.tsx'
import { leftWords } from './download-words.ts'
import { useShownDownloads } from './use-shown-downloads.ts'

const isDone = ({ state }: Download) => state.kind === 'done'

/** All downloads together, in a line. */
function Summary({ downloads }: { downloads: readonly Download[] }) {
  const { t, i18n } = useTranslation('downloads')
  const { t: app } = useTranslation()
  const overall = overallProgress(downloads)
  if (!overall) return <p className="text-ui text-ink-muted">{t('summary.idle')}</p>
  const { running, waiting, bytesPerSecond, secondsLeft } = overall
  const words = [
    running > 0 && t('summary.running', { count: running }),
    waiting > 0 && t('summary.waiting', { count: waiting }),
    bytesPerSecond > 0 && formatSpeed(bytesPerSecond, i18n.language),
    leftWords(t, app, secondsLeft),
  ]
  return <p className="text-ui text-pretty tabular-nums">{joinFacts(words)}</p>
}

/** Where new models go, and what is free there. */
function Target() {
  const { t } = useTranslation('downloads')
  const root = useModels(({ snapshot }) => snapshot?.roots.find(({ isDefault }) => isDefault))
  if (!root || root.freeBytes === null) return null
  return (
    <p className="mt-1 text-small wrap-anywhere text-ink-muted tabular-nums">
      {t('settings.folder', { path: root.path, bytes: root.freeBytes })}{' '}
      <button
        type="button"
        className="rounded-small text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
        onClick={() => openModels('library')}
      >
        {t('settings.change')}
      </button>
    </p>
  )
}

function Empty() {
  const { t } = useTranslation('downloads')
  return (
    <div className="flex flex-col items-center gap-2 py-12 text-center">
      <p className="text-body font-medium">{t('empty.title')}</p>
      <p className="max-w-96 text-ui text-ink-muted">{t('empty.text')}</p>
      <Button onClick={() => openModels('discover')}>{t('empty.discover')}</Button>
    </div>
  )
}

/** The queue of downloads, what came of it, and how much of the network it may take. */
export function DownloadsView() {
  const { t } = useTranslation('downloads')
  const downloads = useShownDownloads()
  if (!downloads)
    return (
      <p role="status" className="px-6 py-5 text-ui text-ink-muted">
        {t('reading')}
      </p>
    )
  const queue = downloads.filter((download) => !isDone(download))
  const finished = downloads.filter(isDone)
  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-6 px-6 py-5">
      <div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <Summary downloads={downloads} />
          <DownloadSettings />
        </div>
        <Target />
      </div>
      {downloads.length === 0 ? <Empty /> : null}
      {queue.length > 0 ? (
        <LibrarySection title={t('queue')}>
          <DownloadQueue queue={queue} />
        </LibrarySection>
      ) : null}
      {finished.length > 0 ? (
        <LibrarySection
          title={t('finished')}
          actions={
            <Button
              look="quiet"
              className="-mx-3 -my-1.5"
              onClick={() => finished.forEach(({ id }) => void clearDownload(id))}
            >
              {t('clearAll')}
            </Button>
          }
        >
          <RowList label={t('finished')}>
            {finished.map((download) => (
              <li key={download.id} data-download={download.id}>
                <DownloadContent download={download} />
              </li>
            ))}
          </RowList>
        </LibrarySection>
      ) : null}
    </div>
  )
}
