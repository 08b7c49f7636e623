import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'
import { isComposing } from '../../ui/is-composing.ts'
import { stepAlongLine } from '../../ui/step-along-line.ts'
import { draftOf, moveItem } from '../draft/draft-store.ts'

const itemAt = (event: Event) =>
  event.target instanceof Element
    ? (event.target.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? null)
    : null

/**
 * Lets the items in a list be moved by dragging and by Alt with the arrow keys; `onMoved` tells of
 * moves by key. The list's elements carry the item's key as `data-item`.
 */
export function useReorder(
  list: RefObject<HTMLElement | null>,
  draftKey: string,
  onMoved: (itemKey: string, place: number) => void,
) {
  const refocus = useRef<string | null>(null)

  // An element whose place in the document changed has lost the focus.
  useEffect(() => {
    if (refocus.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-item="${refocus.current}"] button`)?.focus()
    refocus.current = null
  })

  useEffect(() => {
    const element = list.current
    if (!element) return
    const closed = new AbortController()
    let dragged: string | null = null
    const placeOf = (itemKey: string) =>
      draftOf(draftKey).items.findIndex(({ key }) => key === itemKey)
    const listen = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      take: (event: HTMLElementEventMap[Name]) => void,
    ) => element.addEventListener(name, take, { signal: closed.signal })

    listen('keydown', (event) => {
      const step = stepAlongLine(event.key, element)
      if (!event.altKey || step === 0 || isComposing(event)) return
      event.preventDefault()
      const itemKey = itemAt(event)
      if (itemKey === null) return
      const place = placeOf(itemKey) + step
      if (place < 0 || place >= draftOf(draftKey).items.length) return
      refocus.current = itemKey
      moveItem(draftKey, itemKey, place)
      onMoved(itemKey, place)
    })
    listen('dragstart', (event) => {
      dragged = itemAt(event)
      if (dragged === null || !event.dataTransfer) return
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('application/x-carat-item', dragged)
    })
    listen('dragenter', (event) => {
      const over = itemAt(event)
      if (dragged !== null && over !== null && over !== dragged)
        moveItem(draftKey, dragged, placeOf(over))
    })
    listen('dragover', (event) => {
      if (dragged !== null) event.preventDefault()
    })
    listen('dragend', () => {
      dragged = null
    })
    return () => closed.abort()
  }, [list, draftKey, onMoved])
}
