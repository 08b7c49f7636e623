interface LinkOpener {
  /** Electron hands the address to the system's browser. */
  openLink(url: string): void
}

const isLinkOpener = (bridge: unknown): bridge is LinkOpener =>
  typeof bridge === 'object' && bridge !== null && 'openLink' in bridge

/** Opens an address outside Carat's window. */
export function openLink(url: URL) {
  if (isLinkOpener(window.carat)) window.carat.openLink(url.href)
  else window.open(url.href, '_blank', 'noopener,noreferrer')
}
