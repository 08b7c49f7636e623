import { useCallback, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../src-main/contract/models.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { DraftItem, DraftPicture } from '../draft/draft.ts'
import { changeItem, draftOf } from '../draft/draft-store.ts'
import { removeItem } from './attach-files.ts'
import { ClipEditor } from './clip-editor/clip-editor.tsx'
import { CloserLook } from './detail/closer-look.tsx'
import { DraftTile } from './draft-tile.tsx'
import { PictureViewer } from './picture-viewer.tsx'
import type { ShownPicture } from './shown-picture.ts'
import { useReorder } from './use-reorder.ts'

const readyPictures = (items: readonly DraftItem[]) =>
  items.flatMap((item) =>
    item.kind === 'picture' && item.attachment
      ? [{ itemKey: item.key, attachmentId: item.attachment.id, name: item.name }]
      : [],
  )

interface DraftMediaProps {
  draftKey: string
  items: readonly DraftItem[]
  /** What the message would be sent to. */
  model: Model | undefined
}

/** The pictures and clips of a draft, in the order they will be sent. */
export function DraftMedia({ draftKey, items, model }: DraftMediaProps) {
  const { t } = useTranslation('chat')
  const list = useRef<HTMLUListElement>(null)
  const hintId = useId()
  const [viewed, setViewed] = useState<readonly ShownPicture[]>([])
  const [index, setIndex] = useState<number | null>(null)
  const [looking, setLooking] = useState(false)
  const [announced, setAnnounced] = useState('')
  const [editedKey, setEditedKey] = useState<string | null>(null)
  const edited = items.find(({ key }) => key === editedKey)

  const open = useCallback(
    (itemKey: string, frames: readonly ShownPicture[], frame: number, lookCloser = false) => {
      const pictures = readyPictures(draftOf(draftKey).items)
      setLooking(lookCloser)
      setViewed(frames.length > 0 ? frames : pictures)
      setIndex(frames.length > 0 ? frame : pictures.findIndex((one) => one.itemKey === itemKey))
    },
    [draftKey],
  )
  const change = useCallback(
    (item: DraftPicture, what: Partial<DraftPicture>) =>
      changeItem<DraftPicture>(draftKey, item, what),
    [draftKey],
  )
  const remove = useCallback(
    (item: DraftItem) => {
      removeItem(draftKey, item.key)
      setAnnounced(t('media.removed', { name: item.name }))
    },
    [draftKey, t],
  )
  const sayMoved = useCallback(
    (itemKey: string, place: number) => {
      const { items: all } = draftOf(draftKey)
      const name = all.find(({ key }) => key === itemKey)?.name ?? ''
      setAnnounced(t('media.moved', { name, position: place + 1, count: all.length }))
    },
    [draftKey, t],
  )
  useReorder(list, draftKey, sayMoved)

  return (
    <>
      <ul
        ref={list}
        aria-label={t('media.list')}
        aria-describedby={hintId}
        hidden={items.length === 0}
        className="flex max-h-[30vh] min-h-16 flex-wrap gap-2 overflow-y-auto p-3 pb-0"
      >
        {items.map((item) => (
          <DraftTile
            key={item.key}
            draftKey={draftKey}
            item={item}
            model={model}
            onOpen={open}
            onChange={change}
            onRemove={remove}
            onEdit={setEditedKey}
          />
        ))}
      </ul>
      <span id={hintId} hidden>
        {t('media.reorderHint')}
      </span>
      <div role="status">
        <VisuallyHidden>{announced}</VisuallyHidden>
      </div>
      {edited?.kind === 'clip' ? (
        <ClipEditor draftKey={draftKey} item={edited} onClose={() => setEditedKey(null)} />
      ) : null}
      <PictureViewer
        pictures={viewed}
        index={index}
        onIndexChange={setIndex}
        renderPicture={({ itemKey }) => {
          const item = items.find(({ key }) => key === itemKey)
          if (!model?.pictures || item?.kind !== 'picture' || !item.attachment) return null
          return (
            <CloserLook
              key={item.key}
              item={{ ...item, attachment: item.attachment }}
              model={model}
              looking={looking}
              onLookingChange={setLooking}
              onChange={(what) => change(item, what)}
            />
          )
        }}
      />
    </>
  )
}
