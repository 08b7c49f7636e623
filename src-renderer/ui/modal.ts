/** Marks the popup of a modal window, over which nothing else can be used. */
export const modalMark = { 'data-modal': '' } as const

/**
 * Look of the area such popups are in. It ends above the notices, which lie at the lower edge of the
 * window meanwhile, unless there is room for them at the side.
 */
export const modalArea =
  'pointer-events-none fixed inset-x-0 top-0 bottom-2 z-40 flex flex-col items-center max-[80rem]:not-data-closed:bottom-[anchor(--toasts_top,0.5rem)]'

/** Whether one is open; one that only fades away is not. */
export const isModalOpen = () => document.querySelector('[data-modal]:not([data-closed])') !== null
