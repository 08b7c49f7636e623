import { useEffect, useRef } from 'react'

/**
 * An action that waits for what it needs: asked for before everything is known, it is done as soon
 * as it is, once, unless `subject` is another one by then.
 */
export function useOnceKnown(known: boolean, subject: string, action: () => void): () => void {
  const asked = useRef<string | null>(null)
  useEffect(() => {
    if (asked.current !== subject) asked.current = null
    if (!known || asked.current === null) return
    asked.current = null
    action()
  })
  return () => {
    if (known) action()
    else asked.current = subject
  }
}
