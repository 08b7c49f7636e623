import { type RefObject, useLayoutEffect, useRef } from 'react'

/** How far the bar reaches into a conversation, beyond the space that is there anyway; in pixels. */
const BAR_ROOM = 40
/** By so much the end of a conversation that is kept on view is off its very end. */
const END_GAP = 1

interface BarRoom {
  /** Above the first message, in pixels. */
  room: number
  /** Of the conversation with that room; a short one could not be scrolled otherwise. */
  leastHeight: string | undefined
}

/**
 * Room above the first message while the bar is open, so that nothing lies under the bar that cannot
 * be scrolled out. What is on view stays where it is.
 */
export function useRoomForBar(
  open: boolean,
  scroller: RefObject<HTMLElement | null>,
  isAtBottom: boolean,
): BarRoom {
  const room = open ? BAR_ROOM : 0
  const before = useRef(room)
  useLayoutEffect(() => {
    const change = room - before.current
    before.current = room
    // At the end, the browser itself goes back by what is gone; a step more would leave the end.
    if (change > 0 || (change < 0 && !isAtBottom)) scroller.current?.scrollBy(0, change)
  }, [isAtBottom, room, scroller])
  return { room, leastHeight: open ? `calc(100% + ${room + END_GAP}px)` : undefined }
}
