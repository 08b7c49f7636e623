import { Film } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ClipPart } from '../../../src-main/contract/messages.ts'
import { clipTime } from './clip/clip-time.ts'

/** Name of a clip and how many frames of it are looked at. */
export function ClipFacts({ clip }: { clip: ClipPart['data'] }) {
  const { t } = useTranslation('chat')
  const duration = clipTime(clip.durationSeconds)
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-small text-ink-muted">
      <Film size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span dir="auto" className="truncate text-match-parent">
        {clip.name}
      </span>
      <span className="shrink-0 tabular-nums">
        {t('media.clipFacts', { count: clip.frames.length, duration })}
      </span>
    </p>
  )
}
