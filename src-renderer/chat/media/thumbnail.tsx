import { useTranslation } from 'react-i18next'
import { renderingPath } from '../../../src-main/contract/attachments.ts'
import { classNames } from '../../ui/class-names.ts'
import { clipTime } from './clip/clip-time.ts'
import type { ShownPicture } from './shown-picture.ts'

const sizes = { small: 'size-16', medium: 'size-24', large: 'size-48' } as const

interface ThumbnailProps {
  picture: ShownPicture
  size: keyof typeof sizes
  onOpen: () => void
}

/** A small picture of fixed size that opens the large one; nothing moves when it arrives. */
export function Thumbnail({ picture, size, onOpen }: ThumbnailProps) {
  const { t } = useTranslation('chat')
  const { attachmentId, name, seconds } = picture
  const time = seconds === undefined ? null : clipTime(seconds)
  return (
    <button
      type="button"
      aria-label={time ? t('media.enlargeFrame', { name, time }) : t('media.enlarge', { name })}
      onClick={onOpen}
      className={classNames(
        'relative block shrink-0 cursor-zoom-in overflow-hidden rounded-control border border-line bg-sunken',
        sizes[size],
      )}
    >
      <img
        src={renderingPath(attachmentId, 'thumbnail')}
        alt=""
        draggable={false}
        loading="lazy"
        decoding="async"
        // A frame shows all of its picture, since what moves may be at its edge.
        className={classNames('size-full', time ? 'object-contain' : 'object-cover')}
      />
      {time ? (
        <span className="absolute right-0 bottom-0 rounded-tl-small bg-raised px-1 text-small text-ink tabular-nums">
          {time}
        </span>
      ) : null}
    </button>
  )
}
