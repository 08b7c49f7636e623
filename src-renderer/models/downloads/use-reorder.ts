import { type DragEvent, useState } from 'react'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { rpc } from '../../rpc/client.ts'
import { pause } from '../../rpc/pause.ts'
import { tellFailure } from '../../ui/tell-failure.ts'
import { idAfter, inOrder, withMoved } from './reorder.ts'

/** Snapshots come four times a second; this is long enough for one. */
const SNAPSHOT_MS = 1_000

const DRAGGED_TYPE = 'application/x-carat-download'

export interface Reorder {
  /** In the order on view, which the user may be changing. */
  downloads: Download[]
  /** Id of the one that is dragged. */
  dragged: string | null
  /** Moves one to a place in the list. */
  move: (downloadId: string, place: number) => void
  /** For the handle of a row. */
  handle: (downloadId: string) => {
    draggable: true
    onDragStart: (event: DragEvent) => void
    onDragEnd: (event: DragEvent) => void
  }
  /** For the row itself. */
  target: (downloadId: string) => {
    onDragEnter: () => void
    onDragOver: (event: DragEvent) => void
    onDrop: (event: DragEvent) => void
  }
}

const idsOf = (downloads: readonly Download[]) => downloads.map(({ id }) => id)

/**
 * Lets the queue be put into another order. The new order shows at once, until the services have
 * one of their own or could not take it.
 */
export function useReorder(queue: Download[]): Reorder {
  const [wish, setWish] = useState<{ order: string[]; instead: string } | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const current = idsOf(queue).join()
  const holds = wish !== null && (dragged !== null || wish.instead === current)
  const downloads = holds ? inOrder(queue, wish.order) : queue
  const ids = idsOf(downloads)
  const wishFor = (order: string[]) => {
    const made = { order, instead: current }
    setWish(made)
    return made
  }

  const store = async (downloadId: string, order: string[]) => {
    const made = wishFor(order)
    try {
      await rpc.downloads.move({ downloadId, beforeId: idAfter(order, downloadId) })
      // The next snapshot of the queue has the new order.
      await pause(SNAPSHOT_MS)
    } catch (error) {
      tellFailure(error)
    }
    setWish((latest) => (latest === made ? null : latest))
  }

  return {
    downloads,
    dragged,
    move: (downloadId, place) => void store(downloadId, withMoved(ids, downloadId, place)),
    handle: (downloadId) => ({
      draggable: true,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData(DRAGGED_TYPE, downloadId)
        const row = event.currentTarget.closest('li')
        if (row) event.dataTransfer.setDragImage(row, 16, 16)
        setDragged(downloadId)
      },
      onDragEnd: (event) => {
        setDragged(null)
        // Dropped anywhere else: nothing was asked for.
        if (event.dataTransfer.dropEffect === 'none') setWish(null)
      },
    }),
    target: (downloadId) => ({
      onDragEnter: () => {
        if (dragged !== null && dragged !== downloadId)
          wishFor(withMoved(ids, dragged, ids.indexOf(downloadId)))
      },
      onDragOver: (event) => {
        if (dragged === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
      },
      onDrop: (event) => {
        if (dragged === null) return
        event.preventDefault()
        void store(dragged, ids)
      },
    }),
  }
}
