import { useLayoutEffect } from 'react'

/** Modal windows that are open: nothing else can be used meanwhile. One that fades away is not. */
let openModals = 0

export const isModalOpen = () => openModals > 0

const count = (change: number) => {
  openModals += change
  document.documentElement.toggleAttribute('data-modal-open', openModals > 0)
}

/**
 * Counts a modal window while it is open. Styles learn it from the root of the document: were they to
 * look for such a window with `:has()`, the whole page would be looked at with every word of a reply.
 */
export function useModal(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) return
    count(1)
    return () => count(-1)
  }, [open])
}

/**
 * Look of the area such popups are in. It ends above the notices, which lie at the lower edge of the
 * window meanwhile, unless there is room for them at the side.
 */
export const modalArea =
  'pointer-events-none fixed inset-x-0 top-0 bottom-2 z-40 flex flex-col items-center max-[80rem]:not-data-closed:bottom-[anchor(--toasts_top,0.5rem)]'
