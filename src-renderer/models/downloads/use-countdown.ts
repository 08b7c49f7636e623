import { useEffect, useState } from 'react'

/**
 * Counts whole seconds down to zero, by a clock that setting the time does not move. It begins anew
 * when `seconds` changes; null stays null.
 */
export function useCountdown(seconds: number | null): number | null {
  const [counted, setCounted] = useState({ from: seconds, left: seconds })
  useEffect(() => {
    if (seconds === null) return undefined
    const end = performance.now() + seconds * 1000
    const timer = setInterval(() => {
      const remaining = Math.max(0, Math.ceil((end - performance.now()) / 1000))
      setCounted({ from: seconds, left: remaining })
      if (remaining === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [seconds])
  return counted.from === seconds ? counted.left : seconds
}
