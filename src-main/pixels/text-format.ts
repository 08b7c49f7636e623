/** `SVG`, `HTML`, `XML` or `text` for bytes that are text in a Unicode encoding, else `''`. */
export function textFormat(bytes: Uint8Array): string {
  const text = decode(bytes)
  if (text === null) return ''
  const prolog = skipProlog(text)
  const root = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(prolog.end, prolog.end + 200))?.[1]
  const element = root?.toLowerCase() ?? prolog.doctype
  if (element === 'svg') return 'SVG'
  if (element && HTML_STARTS.has(element)) return 'HTML'
  return prolog.declared && root ? 'XML' : 'text'
}

const HTML_STARTS = new Set(['html', 'head', 'body', 'script', 'title', 'div', 'p'])

function decode(bytes: Uint8Array): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  try {
    // `stream` forgives a last character that was cut in half.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/**
 * Where the first element starts, behind white space, the XML declaration, processing
 * instructions, comments and the document type. A scanner, not one pattern: nested repetition
 * over a hostile file would backtrack for ever.
 */
function skipProlog(text: string): { end: number; declared: boolean; doctype: string | null } {
  let end = 0
  let declared = false
  let doctype: string | null = null
  for (;;) {
    end += text.slice(end).search(/\S|$/)
    const rest = text.slice(end, end + 64)
    let close: number
    if (rest.startsWith('<?')) {
      declared ||= rest.startsWith('<?xml')
      close = after(text, '?>', end)
    } else if (rest.startsWith('<!--')) close = after(text, '-->', end)
    else if (/^<!doctype/i.test(rest)) {
      doctype = /^<!doctype\s+([\w.:-]+)/i.exec(rest)?.[1]?.toLowerCase() ?? null
      const subset = text.indexOf('[', end)
      const plain = text.indexOf('>', end)
      close = subset >= 0 && subset < plain ? after(text, ']', subset) : plain
      close = close < 0 ? -1 : after(text, '>', close)
    } else return { end, declared, doctype }
    if (close < 0) return { end: text.length, declared, doctype }
    end = close
  }
}

const after = (text: string, mark: string, from: number) => {
  const at = text.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}
