/** Marks the popup of a modal window, over which nothing else can be used. */
export const modalMark = { 'data-modal': '' } as const

/** Whether one is open; one that only fades away is not. */
export const isModalOpen = () => document.querySelector('[data-modal]:not([data-closed])') !== null
