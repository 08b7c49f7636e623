import { type RefObject, useEffect } from 'react'
import type { Match } from './find-matches.ts'
import { textRanges } from './text-ranges.ts'

const ALL = 'found'
const CURRENT = 'found-now'

/** Parts of a message's row that hold its words. */
const WORDS = '.markdown, [data-words]'

const rowOf = (scroller: Element, messageId: string) =>
  scroller.querySelector(`[data-message="${CSS.escape(messageId)}"]`)

const rangesIn = (row: Element, words: string) =>
  [...row.querySelectorAll(WORDS)].flatMap((element) => textRanges(element, words))

/** The place of a match in the document; null while its message is not drawn. */
export function rangeOf(scroller: Element, match: Match, words: string): Range | null {
  const row = rowOf(scroller, match.messageId)
  const ranges = row ? rangesIn(row, words) : []
  return ranges[Math.min(match.nth, ranges.length - 1)] ?? null
}

/**
 * Marks the words in every message that is drawn, and the current place in another colour, as
 * highlights over the text: nothing of the document changes.
 */
export function useMarks(
  scroller: RefObject<HTMLElement | null>,
  words: string,
  current: Match | null,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!element || words === '') return
    let frame = 0
    const mark = () => {
      const rows = [...element.querySelectorAll('[data-message]')]
      const now = current && rangeOf(element, current, words)
      CSS.highlights.set(ALL, new Highlight(...rows.flatMap((row) => rangesIn(row, words))))
      const place = new Highlight(...(now ? [now] : []))
      place.priority = 1
      CSS.highlights.set(CURRENT, place)
    }
    const markSoon = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(mark)
    }
    markSoon()
    // Rows come and go while one scrolls, and replies grow.
    const watch = new MutationObserver(markSoon)
    watch.observe(element, { childList: true, subtree: true, characterData: true })
    return () => {
      cancelAnimationFrame(frame)
      watch.disconnect()
      CSS.highlights.delete(ALL)
      CSS.highlights.delete(CURRENT)
    }
  }, [current, scroller, words])
}
