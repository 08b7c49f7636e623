import { type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { foldText } from '../../../src-main/contract/fold-text.ts'
import type { Message } from '../../../src-main/contract/messages.ts'
import { openMessage } from '../../state/view-store.ts'
import type { Conversation } from '../conversation/use-conversation.ts'
import {
  findMatches,
  type Match,
  matchAt,
  type Matches,
  noMatches,
  numberOf,
} from './find-matches.ts'
import { foldAhead } from './folded-text.ts'
import { rangeOf, useMarks } from './use-marks.ts'

/** Frames a message that is scrolled to may take until it is drawn. */
const MOST_FRAMES = 30

/** A place the user went on to. */
interface Chosen {
  words: string
  match: Match
  /** Counted, so that the same place again is gone to again. */
  step: number
}

interface Parts {
  conversation: Conversation
  scroller: RefObject<HTMLElement | null>
  virtualizer: RefObject<VirtualizerHandle | null>
  /** Keeps the view from going back to the end. */
  onShow: () => void
}

/** Finding words within one conversation. */
export function useFind({ conversation, scroller, virtualizer, onShow }: Parts) {
  const { branch, chat, messages } = conversation
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [everywhere, setEverywhere] = useState(false)
  /** Message that is at the top of the view while the words are typed. */
  const [from, setFrom] = useState(0)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const words = useDeferredValue(open ? foldText(query) : '')
  useEffect(() => (open ? foldAhead(branch) : undefined), [branch, open])
  const matches = useMemo(() => {
    if (words === '') return noMatches
    if (!everywhere) return findMatches(branch, words)
    return findMatches(
      [...messages.values()].toSorted((a, b) => a.sequence - b.sequence),
      words,
    )
  }, [branch, everywhere, messages, words])
  const first = useMemo(() => firstFrom(matches, branch, from), [branch, from, matches])
  const current = chosen?.words === words ? chosen.match : first
  const number = numberOf(matches, current)
  useMarks(scroller, words, current)

  const place = current ? branch.findIndex(({ id }) => id === current.messageId) : -1
  const chatId = chat?.id
  /** The place that was gone to, so that a reply that grows does not pull the view back to it. */
  const shown = useRef('')
  const wanted = current ? [words, current.messageId, current.nth, chosen?.step ?? 0].join(' ') : ''
  useEffect(() => {
    const element = scroller.current
    if (current === null || !element || shown.current === wanted) return
    if (place < 0) {
      // On another branch, which is shown first.
      if (chatId !== undefined) openMessage(chatId, current.messageId)
      return
    }
    shown.current = wanted
    onShow()
    if (!rangeOf(element, current, words))
      virtualizer.current?.scrollToIndex(place, { align: 'center' })
    let frames = 0
    let frame = requestAnimationFrame(function look() {
      const range = rangeOf(element, current, words)
      if (range) showRange(element, range)
      else if ((frames += 1) < MOST_FRAMES) frame = requestAnimationFrame(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [chatId, current, onShow, place, scroller, virtualizer, wanted, words])

  const search = (text: string) => {
    const handle = virtualizer.current
    if (handle) setFrom(handle.findItemIndex(handle.scrollOffset))
    setChosen(null)
    setQuery(text)
  }

  return {
    open,
    query,
    everywhere,
    /** From 1; 0 for none. */
    number: number + 1,
    total: matches.total,
    /** Whether what is shown is what was asked for. */
    settled: words === foldText(query),
    currentId: current?.messageId ?? null,
    setQuery: search,
    setEverywhere,
    start: (text: string) => {
      search(text === '' ? query : text)
      setOpen(true)
    },
    close: () => {
      setOpen(false)
      setChosen(null)
    },
    go: (step: 1 | -1) => {
      const match = number < 0 ? first : matchAt(matches, number + step)
      if (match) setChosen({ words, match, step: (chosen?.step ?? 0) + 1 })
    },
  }
}

export type Find = ReturnType<typeof useFind>

/** The first match from a message on. */
function firstFrom({ rows }: Matches, branch: readonly Message[], from: number): Match | null {
  if (rows.length === 0) return null
  const below = new Set(branch.slice(from).map(({ id }) => id))
  const row = rows.find(({ messageId }) => below.has(messageId)) ?? rows[0]
  return row ? { messageId: row.messageId, nth: 0 } : null
}

/** Brings a place into the middle of the view, if it is not well within it. */
function showRange(scroller: HTMLElement, range: Range) {
  const view = scroller.getBoundingClientRect()
  const { bottom, top } = range.getBoundingClientRect()
  const margin = 64
  if (top >= view.top + margin && bottom <= view.bottom - margin) return
  scroller.scrollTop += (top + bottom) / 2 - (view.top + view.bottom) / 2
}
