/** Hands pieces of text on, those together that come close to each other. */
export interface TextJoiner {
  add(piece: string): void
  /** Hands on what waits. */
  flush(): void
}

/**
 * A piece that comes after a pause is handed on at once, one that comes sooner when the pause is
 * over, with all that came meanwhile.
 */
export function createTextJoiner(pauseMs: number, tell: (text: string) => void): TextJoiner {
  let waiting = ''
  let toldAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting === '') return
    const text = waiting
    waiting = ''
    toldAt = performance.now()
    tell(text)
  }

  return {
    add(piece) {
      waiting += piece
      if (timer) return
      const left = toldAt + pauseMs - performance.now()
      if (left <= 0) flush()
      else timer = setTimeout(flush, left)
    },
    flush,
  }
}
