const openableProtocols = ['http:', 'https:', 'mailto:']
const LONGEST_LINK = 8_192

/**
 * The address in the form that is handed to the system, or null if it may not be opened: other
 * schemes start programs, and odd characters are read differently by parsers further down.
 */
export function openableLink(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > LONGEST_LINK) return null
  if (!/^[!-~\u00a0-\uffff]+$/.test(text) || /[\\"<>^`{|}]/.test(text)) return null
  if (!URL.canParse(text)) return null
  const { protocol, href, username } = new URL(text)
  return openableProtocols.includes(protocol) && !username ? href : null
}
