import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { renderingPath } from '../../../src-main/contract/attachments.ts'
import { classNames } from '../../ui/class-names.ts'
import { clipTime } from './clip/clip-time.ts'
import type { ShownPicture } from './shown-picture.ts'

/** Heights are fixed and nothing is cut off: what was asked about may be at the edge. */
const sizes = { small: 'h-16 min-w-16', medium: 'h-24 min-w-24', large: 'h-52 min-w-32' } as const

interface ThumbnailProps {
  picture: ShownPicture
  size: keyof typeof sizes
  onOpen: () => void
  /** Drawn over the picture. */
  children?: ReactNode
}

/** A small picture of fixed height that opens the large one; nothing below it moves. */
export function Thumbnail({ picture, size, onOpen, children }: ThumbnailProps) {
  const { t } = useTranslation('chat')
  const { attachmentId, name, seconds } = picture
  const time = seconds === undefined ? null : clipTime(seconds)
  return (
    <button
      type="button"
      aria-label={time ? t('media.enlargeFrame', { name, time }) : t('media.enlarge', { name })}
      onClick={onOpen}
      className={classNames(
        'relative block max-w-full shrink-0 cursor-zoom-in overflow-hidden rounded-control border border-line bg-sunken',
        sizes[size],
      )}
    >
      <img
        src={renderingPath(attachmentId, 'thumbnail')}
        alt=""
        draggable={false}
        loading="lazy"
        decoding="async"
        className="mx-auto h-full w-auto max-w-full object-contain"
      />
      {children}
      {time ? (
        <span className="absolute inset-e-0 bottom-0 rounded-ss-small bg-raised px-1 text-small text-ink tabular-nums">
          {time}
        </span>
      ) : null}
    </button>
  )
}
