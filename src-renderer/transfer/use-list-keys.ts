import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { isPressed } from '../ui/shortcut.ts'

const MOST_FRAMES = 30

/** The next place from one on that can be gone to; -1 where there is none. */
function nextPlace(canGo: readonly boolean[], from: number, step: 1 | -1): number {
  for (let place = from; place >= 0 && place < canGo.length; place += step)
    if (canGo[place]) return place
  return -1
}

/**
 * One stop of the Tab key in a list that may have thousands of rows: arrow keys, Home and End go on from
 * there, Ctrl+A or Command+A chooses all. Rows say their place in `data-place`.
 */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  canGo: readonly boolean[],
  onChooseAll: () => void,
) {
  const [at, setAt] = useState(() => canGo.indexOf(true))
  const byKey = useRef(false)

  useEffect(() => {
    if (!byKey.current) return
    byKey.current = false
    let frame = 0
    let tries = 0
    const focus = () => {
      const row = list.current?.querySelector<HTMLElement>(`[data-place="${at}"]`)
      row?.focus()
      // A row that was far away is hidden until it has been measured.
      const isThere = row && document.activeElement === row
      if (!isThere && (tries += 1) < MOST_FRAMES) frame = requestAnimationFrame(focus)
    }
    focus()
    return () => cancelAnimationFrame(frame)
  }, [at, list])

  return {
    at,
    goTo: setAt,
    press(event: KeyboardEvent) {
      const last = canGo.length - 1
      const ways: Record<string, () => number> = {
        ArrowDown: () => nextPlace(canGo, at + 1, 1),
        ArrowUp: () => nextPlace(canGo, at - 1, -1),
        Home: () => nextPlace(canGo, 0, 1),
        End: () => nextPlace(canGo, last, -1),
      }
      const way = at === -1 ? undefined : ways[event.key]
      if (isPressed('Mod+A', event)) onChooseAll()
      else if (way) {
        const next = way()
        byKey.current = next !== -1 && next !== at
        if (byKey.current) setAt(next)
      } else return
      event.preventDefault()
    },
  }
}
