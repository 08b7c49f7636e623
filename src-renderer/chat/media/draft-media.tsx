import { useCallback, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { DraftItem } from '../draft/draft.ts'
import { draftOf } from '../draft/draft-store.ts'
import { removeItem } from './attach-files.ts'
import { ClipEditor } from './clip-editor/clip-editor.tsx'
import { DraftTile } from './draft-tile.tsx'
import { PictureViewer } from './picture-viewer.tsx'
import type { ShownPicture } from './shown-picture.ts'
import { useReorder } from './use-reorder.ts'

const readyPictures = (items: readonly DraftItem[]) =>
  items.flatMap((item) =>
    item.kind === 'picture' && item.attachment
      ? [{ key: item.key, attachmentId: item.attachment.id, name: item.name }]
      : [],
  )

interface DraftMediaProps {
  draftKey: string
  items: readonly DraftItem[]
}

/** The pictures and clips of a draft, in the order they will be sent. */
export function DraftMedia({ draftKey, items }: DraftMediaProps) {
  const { t } = useTranslation('chat')
  const list = useRef<HTMLUListElement>(null)
  const hintId = useId()
  const [viewed, setViewed] = useState<readonly ShownPicture[]>([])
  const [index, setIndex] = useState<number | null>(null)
  const [announced, setAnnounced] = useState('')
  const [editedKey, setEditedKey] = useState<string | null>(null)
  const edited = items.find(({ key }) => key === editedKey)

  const open = useCallback(
    (itemKey: string, frames: readonly ShownPicture[], frame: number) => {
      const pictures = readyPictures(draftOf(draftKey).items)
      setViewed(frames.length > 0 ? frames : pictures)
      setIndex(frames.length > 0 ? frame : pictures.findIndex(({ key }) => key === itemKey))
    },
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
        className="flex max-h-[30vh] flex-wrap gap-2 overflow-y-auto p-3 pb-0"
      >
        {items.map((item) => (
          <DraftTile
            key={item.key}
            draftKey={draftKey}
            item={item}
            onOpen={open}
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
      <PictureViewer pictures={viewed} index={index} onIndexChange={setIndex} />
    </>
  )
}
