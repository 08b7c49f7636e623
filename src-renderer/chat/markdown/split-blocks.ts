import { Marked } from 'marked'

const opening = /^ {0,3}(\${2,})[^$\n]*(?:\n|$)/

/** Length of the display maths at the start of `source`; to its end while no line closes it. */
function mathLength(source: string): number {
  const first = opening.exec(source)
  if (!first?.[1]) return 0
  const fence = first[1].replaceAll('$', '\\$')
  const closing = new RegExp(`^ {0,3}${fence}\\$*[ \\t]*(?:\\n|$)`, 'm')
  const rest = source.slice(first[0].length)
  const last = closing.exec(rest)
  return last ? first[0].length + last.index + last[0].length : source.length
}

const lexer = new Marked({
  gfm: true,
  extensions: [
    {
      name: 'math',
      level: 'block',
      start: (source) => {
        const found = /\n(?= {0,3}\${2,}[^$\n]*(?:\n|$))/.exec(source)
        return found ? found.index + 1 : undefined
      },
      tokenizer: (source) => {
        const length = mathLength(source)
        return length > 0 ? { type: 'math', raw: source.slice(0, length) } : undefined
      },
    },
  ],
})

/** A document cut into blocks that can be shown one by one; joined they are the document. */
export interface Blocks {
  readonly text: string
  /** Source of each block. Entries up to the last two never change while the text grows. */
  readonly sources: readonly string[]
}

export const noBlocks: Blocks = { text: '', sources: [] }

const isBlank = (source: string) => source.trim() === ''

/**
 * Cuts Markdown into its top-level blocks. Given the blocks of an earlier part of the same text,
 * only the last two are read again: whatever is written next, a block with two others after it
 * cannot change any more, while the one before the last can (`1. a`, blank line, `2` may go on to
 * `2. b` and join the list).
 */
export function splitBlocks(text: string, earlier: Blocks = noBlocks): Blocks {
  if (text === earlier.text) return earlier
  const grown = text.startsWith(earlier.text)
  const kept = grown ? earlier.sources.slice(0, settledCount(earlier.sources)) : []
  const start = kept.reduce((length, source) => length + source.length, 0)
  const fresh = lexer.lexer(text.slice(start)).map((token) => token.raw)
  return { text, sources: [...kept, ...mergeBlank(fresh)] }
}

/** Blank lines belong to the block before them, so that every block but the first has content. */
function mergeBlank(sources: readonly string[]): string[] {
  const merged: string[] = []
  for (const source of sources) {
    if (isBlank(source) && merged.length > 0) merged[merged.length - 1] += source
    else merged.push(source)
  }
  return merged
}

const settledCount = (sources: readonly string[]) => Math.max(0, sources.length - 2)
