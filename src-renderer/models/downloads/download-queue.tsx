import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { RowList } from '../library/row-list.tsx'
import { QueuedRow } from './download-row.tsx'
import { useReorder } from './use-reorder.ts'

/** What is on its way, in the order in which it comes. */
export function DownloadQueue({ queue }: { queue: Download[] }) {
  const { t } = useTranslation('downloads')
  const reorder = useReorder(queue)
  const { downloads } = reorder
  const [moved, setMoved] = useState('')
  const move = ({ id, title }: Download, step: -1 | 1) => {
    const place = downloads.findIndex((one) => one.id === id) + step
    reorder.move(id, place)
    setMoved(t('moved', { title, position: place + 1, count: downloads.length }))
  }
  return (
    <>
      <RowList label={t('queue')}>
        {downloads.map((download, place) => (
          <QueuedRow
            key={download.id}
            download={download}
            place={place}
            reorder={reorder}
            onMove={move}
          />
        ))}
      </RowList>
      <div role="status">
        <VisuallyHidden>{moved}</VisuallyHidden>
      </div>
    </>
  )
}
