/** Scheme and host of the window's pages; the one origin that is trusted. */
export const WINDOW_SCHEME = 'app'
export const WINDOW_HOST = 'carat'
export const WINDOW_ORIGIN = `${WINDOW_SCHEME}://${WINDOW_HOST}`

/** Whether an address is a page of the window itself. */
export const isWindowUrl = (url: string) =>
  url === WINDOW_ORIGIN || url.startsWith(`${WINDOW_ORIGIN}/`)
