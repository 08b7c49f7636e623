/** Opens an address outside Carat's window: in the system's browser, or in another tab. */
export function openLink(url: URL) {
  if (window.carat) window.carat.openLink(url.href)
  else window.open(url.href, '_blank', 'noopener,noreferrer')
}
