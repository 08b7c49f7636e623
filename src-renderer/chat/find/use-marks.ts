import { type RefObject, useEffect } from 'react'
import type { Match } from './find-matches.ts'
import { frameRange } from './frame-range.ts'
import { textRanges } from './text-ranges.ts'

const ALL = 'found'
const CURRENT = 'found-now'

/** Parts of a message's row that hold its words. */
const WORDS = '.markdown, [data-words]'

const rowOf = (scroller: Element, messageId: string) =>
  scroller.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`)

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
 * highlights over the text: nothing in the messages changes.
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
    let unframe = () => {}
    const mark = () => {
      const rows = [...element.querySelectorAll('[data-message]')]
      const now = current && rangeOf(element, current, words)
      CSS.highlights.set(ALL, new Highlight(...rows.flatMap((row) => rangesIn(row, words))))
      const place = new Highlight(...(now ? [now] : []))
      place.priority = 1
      CSS.highlights.set(CURRENT, place)
      unframe()
      const row = now && current && rowOf(element, current.messageId)
      unframe = row ? frameRange(row, now) : () => {}
    }
    const markSoon = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(mark)
    }
    markSoon()
    // Rows come and go while one scrolls, and replies grow.
    const watch = new MutationObserver(markSoon)
    watch.observe(element, { childList: true, subtree: true, characterData: true })
    // Words move within their message when the window gets narrower, or what they are in is scrolled.
    const sizes = new ResizeObserver(markSoon)
    if (element.firstElementChild) sizes.observe(element.firstElementChild)
    const scroll = ({ target }: Event) => {
      if (target !== element) markSoon()
    }
    element.addEventListener('scroll', scroll, { capture: true, passive: true })
    return () => {
      cancelAnimationFrame(frame)
      watch.disconnect()
      sizes.disconnect()
      element.removeEventListener('scroll', scroll, { capture: true })
      unframe()
      CSS.highlights.delete(ALL)
      CSS.highlights.delete(CURRENT)
    }
  }, [current, scroller, words])
}
