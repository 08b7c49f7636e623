import { findFolded } from '../../../src-main/contract/fold-text.ts'

const BLOCKS = 'p, li, td, th, pre, h1, h2, h3, h4, h5, h6, blockquote, div, dt, dd'

/**
 * Where folded words stand in what an element shows, in order; the document is left as it is. Words
 * do not reach from one paragraph into the next.
 */
export function textRanges(element: Element, words: string): Range[] {
  const nodes: { node: Text; at: number }[] = []
  let text = ''
  let block: Element | null = null
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const around = node.parentElement?.closest(BLOCKS) ?? null
    if (block !== null && around !== block) text += '\n\n'
    block = around
    nodes.push({ node: node as Text, at: text.length })
    text += node.nodeValue ?? ''
  }
  const place = (at: number) => {
    const found = nodes.findLast((one) => one.at <= at) ?? nodes[0]!
    return { node: found.node, offset: Math.min(at - found.at, found.node.length) }
  }
  return findFolded(text, [words]).map(({ start, end }) => {
    const range = document.createRange()
    const first = place(start)
    const last = place(end - 1)
    range.setStart(first.node, first.offset)
    range.setEnd(last.node, Math.min(last.offset + 1, last.node.length))
    return range
  })
}
