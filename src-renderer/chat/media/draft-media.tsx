import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { DraftItem } from '../draft/draft.ts'
import { draftOf, moveItem } from '../draft/draft-store.ts'
import { removeItem } from './attach-files.ts'
import { DraftTile } from './draft-tile.tsx'
import { PictureViewer } from './picture-viewer.tsx'
import type { ShownPicture } from './shown-picture.ts'

const readyPictures = (items: readonly DraftItem[]) =>
  items.flatMap((item) =>
    item.kind === 'picture' && item.attachment
      ? [{ key: item.key, attachmentId: item.attachment.id, name: item.name }]
      : [],
  )

/** Keeps the focus on a tile whose place in the document changed. */
function useKeepFocus(list: React.RefObject<HTMLUListElement | null>) {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    list.current
      ?.querySelector<HTMLElement>(`[data-item="${wanted.current}"] button`)
      ?.focus({ preventScroll: false })
    wanted.current = null
  })
  return useCallback((key: string) => {
    wanted.current = key
  }, [])
}

/** The pictures and clips of a draft, in the order they will be sent. */
export function DraftMedia({
  draftKey,
  items,
}: {
  draftKey: string
  items: readonly DraftItem[]
}) {
  const { t } = useTranslation('chat')
  const list = useRef<HTMLUListElement>(null)
  const dragged = useRef<string | null>(null)
  const keepFocus = useKeepFocus(list)
  const [viewed, setViewed] = useState<readonly ShownPicture[]>([])
  const [index, setIndex] = useState<number | null>(null)
  const [announced, setAnnounced] = useState('')

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
  const move = useCallback(
    (item: DraftItem, step: -1 | 1) => {
      const { items: all } = draftOf(draftKey)
      const place = all.findIndex(({ key }) => key === item.key) + step
      if (place < 0 || place >= all.length) return
      moveItem(draftKey, item.key, place)
      keepFocus(item.key)
      const words = { name: item.name, position: place + 1, count: all.length }
      setAnnounced(t('media.moved', words))
    },
    [draftKey, keepFocus, t],
  )
  const startDrag = useCallback((key: string) => {
    dragged.current = key
  }, [])
  const dragOver = useCallback(
    (key: string) => {
      if (dragged.current === null || dragged.current === key) return
      const place = draftOf(draftKey).items.findIndex((item) => item.key === key)
      moveItem(draftKey, dragged.current, place)
    },
    [draftKey],
  )

  return (
    <>
      {items.length > 0 ? (
        <ul
          ref={list}
          aria-label={t('media.list')}
          aria-description={items.length > 1 ? t('media.reorderHint') : undefined}
          className="flex max-h-[30vh] flex-wrap gap-2 overflow-y-auto p-3 pb-0"
          onDragOver={(event) => {
            if (dragged.current !== null) event.preventDefault()
          }}
          onDragEnd={() => {
            dragged.current = null
          }}
        >
          {items.map((item) => (
            <DraftTile
              key={item.key}
              item={item}
              onOpen={(frames, frame) => open(item.key, frames, frame)}
              onRemove={remove}
              onMove={move}
              onDragStart={startDrag}
              onDragOver={dragOver}
            />
          ))}
        </ul>
      ) : null}
      <div role="status">
        <VisuallyHidden>{announced}</VisuallyHidden>
      </div>
      <PictureViewer pictures={viewed} index={index} onIndexChange={setIndex} />
    </>
  )
}
