import { useTranslation } from 'react-i18next'
import { attachmentIdOf } from '../../../../src-main/contract/attachments.ts'
import type { PicturePart } from '../../../../src-main/contract/messages.ts'
import { pictureViewsOf } from '../../../../src-main/contract/picture-views.ts'
import { shownPicture } from '../shown-picture.ts'
import { Thumbnail } from '../thumbnail.tsx'
import { usePictureSides } from './picture-sides.ts'
import { ViewOutlines } from './view-outlines.tsx'

interface SentPictureProps {
  part: PicturePart
  size: 'small' | 'medium' | 'large'
  onOpen: () => void
}

/** A picture of a message, and how many views it was looked at as if it was more than one. */
export function SentPicture({ part, size, onOpen }: SentPictureProps) {
  const { t } = useTranslation('chat')
  const cut = part.detail !== undefined || part.closerLooks !== undefined
  const sides = usePictureSides(cut ? attachmentIdOf(part.url) : null)
  const views = sides ? pictureViewsOf(sides, part) : null
  const thumbnail = { picture: shownPicture(part), size, onOpen }
  if (!sides || !views || views.count === 1) return <Thumbnail {...thumbnail} />
  return (
    <div className="group/tile relative">
      <Thumbnail {...thumbnail}>
        <span className="opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100">
          <ViewOutlines sides={sides} views={views} />
        </span>
      </Thumbnail>
      <span className="pointer-events-none absolute bottom-1 inset-s-1 rounded-small border border-line bg-raised px-1.5 text-small text-ink-muted tabular-nums">
        {t('detail.views', { count: views.count })}
      </span>
    </div>
  )
}
