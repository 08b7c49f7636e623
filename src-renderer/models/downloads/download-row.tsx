import { GripVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { formatPercent } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { classNames } from '../../ui/class-names.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { DownloadButtons, MoveButtons } from './download-buttons.tsx'
import { DownloadTrouble } from './download-trouble.tsx'
import { progressWords } from './download-words.ts'
import type { Reorder } from './use-reorder.ts'

interface DownloadContentProps {
  download: Download
  /** Before the name, for changing the order. */
  start?: ReactNode
}

/** What a download is, how far, how fast, and what can be done with it. */
export function DownloadContent({ download, start }: DownloadContentProps) {
  const { t, i18n } = useTranslation('downloads')
  const { t: app } = useTranslation()
  const { title, label, pictures, state, doneBytes, totalBytes } = download
  const fraction = totalBytes > 0 ? doneBytes / totalBytes : 0
  return (
    <div className="flex items-start gap-2 px-2 py-2">
      {start}
      <div className="min-w-0 flex-1 ps-1">
        <div className="flex flex-wrap items-start justify-end gap-x-3">
          <p className="flex min-w-0 flex-1 basis-24 flex-wrap items-baseline gap-x-2 py-1.5">
            <span className="text-body font-medium wrap-anywhere">{title}</span>
            <span className="text-small text-ink-muted">
              {joinFacts([label, pictures && t('seesPictures')])}
            </span>
          </p>
          <DownloadButtons download={download} />
        </div>
        {state.kind === 'done' ? null : (
          <div className="mb-1 flex items-center gap-3 pe-2.5">
            <ProgressBar label={`${title}: ${t('title')}`} fraction={fraction} />
            <span className="w-10 shrink-0 text-end text-small tabular-nums">
              {formatPercent(fraction, i18n.language)}
            </span>
          </div>
        )}
        <p className="text-small text-pretty text-ink-muted tabular-nums">
          {progressWords(t, app, download, i18n.language)}
        </p>
        <DownloadTrouble download={download} />
      </div>
    </div>
  )
}

interface QueuedRowProps {
  download: Download
  place: number
  reorder: Reorder
  onMove: (download: Download, step: -1 | 1) => void
}

/** A download of the queue, which can be put before or behind others. */
export function QueuedRow({ download, place, reorder, onMove }: QueuedRowProps) {
  const { t } = useTranslation('downloads')
  const { id, title } = download
  const { downloads, dragged } = reorder
  return (
    <li
      data-download={id}
      {...reorder.target(id)}
      className={classNames(dragged === id && 'bg-pressed opacity-60')}
    >
      <DownloadContent
        download={download}
        start={
          downloads.length > 1 ? (
            <div className="flex items-center">
              <span
                {...reorder.handle(id)}
                title={t('drag')}
                className="flex h-8 cursor-grab items-center rounded-small text-ink-faint hover:bg-hover hover:text-ink active:cursor-grabbing"
              >
                <GripVertical size={16} strokeWidth={1.75} aria-hidden />
              </span>
              <MoveButtons
                title={title}
                first={place === 0}
                last={place === downloads.length - 1}
                onMove={(step) => onMove(download, step)}
              />
            </div>
          ) : null
        }
      />
    </li>
  )
}
