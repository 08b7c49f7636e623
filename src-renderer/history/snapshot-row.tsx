import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../src-main/contract/history.ts'
import { formatFileSize } from '../i18n/format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { formatMoment } from './dates.ts'
import { SnapshotPreview } from './snapshot-preview.tsx'

interface SnapshotRowProps {
  snapshot: Snapshot
  open: boolean
  onToggle: () => void
}

/** One snapshot: when, why and what it holds; below it, when asked for, what going back would do. */
export function SnapshotRow({ snapshot, open, onToggle }: SnapshotRowProps) {
  const { t, i18n } = useTranslation('history')
  const id = useId()
  const { bytes, contents, createdAt, reason } = snapshot
  const language = i18n.language
  const facts = contents
    ? [
        t('chats', { count: contents.chats }),
        t('messages', { count: contents.messages }),
        contents.newestAt !== null &&
          t('newest', { date: formatMoment(contents.newestAt, language) }),
        formatFileSize(bytes, language),
      ]
    : [t('unreadable'), formatFileSize(bytes, language)]
  return (
    <li className="px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-44">
          <p id={id} className="flex flex-wrap items-center gap-x-2 text-ui tabular-nums">
            {formatMoment(createdAt, language)}
            <Badge>{t(`reasons.${reason}`)}</Badge>
          </p>
          <p className="text-small text-ink-muted tabular-nums">
            {facts.filter(Boolean).join(' · ')}
          </p>
        </div>
        {contents ? (
          <Button
            look="quiet"
            aria-expanded={open}
            aria-describedby={id}
            className="ms-auto"
            onClick={onToggle}
          >
            {t(open ? 'hide' : 'look')}
          </Button>
        ) : null}
      </div>
      {open ? <SnapshotPreview snapshot={snapshot} /> : null}
    </li>
  )
}
