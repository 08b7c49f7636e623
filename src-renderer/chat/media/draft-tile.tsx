import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../src-main/contract/models.ts'
import { formatPercent } from '../../i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { ItemTokens } from '../context/item-tokens.tsx'
import type { DraftClip, DraftItem, DraftPicture } from '../draft/draft.ts'
import { ClipFacts } from './clip-facts.tsx'
import { PictureTile } from './detail/picture-tile.tsx'
import type { ShownPicture } from './shown-picture.ts'
import { shownFrames } from './shown-picture.ts'
import { DraftTextTile } from './text/draft-text-tile.tsx'
import { Thumbnail } from './thumbnail.tsx'

interface DraftTileProps {
  draftKey: string
  item: DraftItem
  /** What the message would be sent to. */
  model: Model | undefined
  /** Frames are given for a clip; a picture is found by its key. */
  onOpen: (
    itemKey: string,
    frames: readonly ShownPicture[],
    frame: number,
    lookCloser?: boolean,
  ) => void
  onChange: (item: DraftPicture, change: Partial<DraftPicture>) => void
  onRemove: (item: DraftItem) => void
  onEdit: (itemKey: string) => void
}

function Waiting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex size-24 flex-col justify-between rounded-control border border-line bg-sunken p-1.5 text-small text-ink-muted">
      <span className="line-clamp-3 wrap-anywhere">{name}</span>
      {children}
    </div>
  )
}

/** More would be a long way past them with the Tab key; the editor has all. */
const MOST_SHOWN = 12

interface ClipTileProps extends Pick<DraftTileProps, 'onOpen' | 'onEdit'> {
  item: DraftClip
}

function ClipTile({ item, onOpen, onEdit }: ClipTileProps) {
  const { t, i18n } = useTranslation('chat')
  const { clip, fraction, name, picking } = item
  const words = t('media.reading', { percent: formatPercent(fraction, i18n.language) })
  if (!clip) {
    return (
      <div className="flex h-24 w-56 flex-col justify-between rounded-control border border-line bg-sunken p-2 text-small text-ink-muted">
        <span dir="auto" className="truncate text-match-parent">
          {name}
        </span>
        <span className="flex flex-col gap-1 tabular-nums">
          {words}
          <ProgressBar label={words} fraction={fraction} />
        </span>
      </div>
    )
  }
  const frames = shownFrames(clip)
  const every = Math.ceil(frames.length / MOST_SHOWN)
  return (
    <div className="flex max-w-full flex-col gap-1 rounded-control border border-line p-1.5 pe-8">
      {/* Time goes to the right in every language. */}
      <div dir="ltr" className="flex w-fit max-w-full gap-1 overflow-x-auto">
        {frames.map((frame, place) =>
          place % every === 0 ? (
            <Thumbnail
              key={place}
              picture={frame}
              size="small"
              onOpen={() => onOpen(item.key, frames, place)}
            />
          ) : null,
        )}
      </div>
      <div className="flex h-6 items-center justify-between gap-2">
        {picking ? (
          <span className="flex-1 text-small text-ink-muted tabular-nums">{words}</span>
        ) : (
          <ClipFacts clip={clip} />
        )}
        <Button
          look="quiet"
          aria-label={t('clipEditor.openNamed', { name })}
          className="h-6! px-1.5! text-small!"
          onClick={() => onEdit(item.key)}
        >
          {t('clipEditor.open')}
        </Button>
      </div>
    </div>
  )
}

/** A picture or clip that waits to be sent: it can be enlarged, moved and removed. */
export const DraftTile = memo(function DraftTile(props: DraftTileProps) {
  const { draftKey, item, model, onOpen, onChange, onRemove, onEdit } = props
  const { t } = useTranslation('chat')
  const unfinishedClip = item.kind === 'clip' && !item.clip
  return (
    <li data-item={item.key} draggable className="group/tile relative max-w-full">
      {item.kind === 'clip' ? <ClipTile item={item} onOpen={onOpen} onEdit={onEdit} /> : null}
      {item.kind === 'text' ? <DraftTextTile draftKey={draftKey} item={item} /> : null}
      {item.kind === 'picture' && !item.attachment ? (
        <Waiting name={item.name}>
          {t(item.state === 'opening' ? 'media.opening' : 'media.waiting')}
        </Waiting>
      ) : null}
      {item.kind === 'picture' && item.attachment ? (
        <PictureTile
          item={{ ...item, attachment: item.attachment }}
          model={model}
          onOpen={(lookCloser) => onOpen(item.key, [], 0, lookCloser)}
          onChange={(detail) => onChange(item, { detail })}
        />
      ) : null}
      <ItemTokens draftKey={draftKey} itemKey={item.key} />
      <IconButton
        label={t(unfinishedClip ? 'media.cancelClip' : 'media.remove', { name: item.name })}
        icon={X}
        tooltipSide="top"
        className="absolute top-1 inset-e-1 size-6! bg-raised opacity-0 shadow-overlay group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 pointer-coarse:opacity-100"
        onClick={() => onRemove(item)}
      />
    </li>
  )
})
