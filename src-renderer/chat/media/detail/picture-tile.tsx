import { useRef, useState } from 'react'
import type { Attachment } from '../../../../src-main/contract/attachments.ts'
import type { PictureDetail } from '../../../../src-main/contract/messages.ts'
import type { Model } from '../../../../src-main/contract/models.ts'
import { pictureViewsOf, usualDetail } from '../../../../src-main/contract/picture-views.ts'
import { classNames } from '../../../ui/class-names.ts'
import type { DraftPicture } from '../../draft/draft.ts'
import { Thumbnail } from '../thumbnail.tsx'
import { DetailMenu } from './detail-menu.tsx'
import { ViewOutlines } from './view-outlines.tsx'

interface PictureTileProps {
  item: DraftPicture & { attachment: Attachment }
  /** Whose views are shown; none are for a model that sees no pictures. */
  model: Model | undefined
  onOpen: (lookCloser: boolean) => void
  onChange: (detail: PictureDetail) => void
}

/** A picture that is ready to be sent, with the parts of it that are looked at on their own. */
export function PictureTile({ item, model, onOpen, onChange }: PictureTileProps) {
  const [preview, setPreview] = useState<PictureDetail | null>(null)
  const tile = useRef<HTMLDivElement>(null)
  const { attachment, closerLooks } = item
  const picture = { attachmentId: attachment.id, name: item.name }
  const open = () => onOpen(false)
  if (!model?.pictures) return <Thumbnail picture={picture} size="medium" onOpen={open} />
  const detail = item.detail ?? usualDetail(model)
  const views = pictureViewsOf(attachment, { detail: preview ?? detail, closerLooks })
  const shown = 'group-focus-within/tile:opacity-100 group-hover/tile:opacity-100'
  return (
    <div ref={tile} className="relative w-fit">
      <Thumbnail picture={picture} size="medium" onOpen={open}>
        <span className={preview === null ? `opacity-0 ${shown}` : ''}>
          <ViewOutlines sides={attachment} views={views} />
        </span>
      </Thumbnail>
      <DetailMenu
        item={item}
        sides={attachment}
        detail={detail}
        model={model}
        onChange={onChange}
        onPreview={setPreview}
        look="count"
        anchor={tile}
        onLookCloser={() => onOpen(true)}
        className={classNames(
          'absolute bottom-1 inset-s-1',
          views.count === 1 && `opacity-0 data-popup-open:opacity-100 pointer-coarse:opacity-100`,
          shown,
        )}
      />
    </div>
  )
}
