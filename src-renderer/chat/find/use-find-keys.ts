import { useEffect, useEffectEvent, useRef } from 'react'
import { useOffer } from '../../state/offers.ts'
import { isComposing } from '../../ui/is-composing.ts'
import type { Find } from './use-find.ts'

/** Words that are selected on one line, to find them elsewhere. */
function selectedWords(): string {
  const text = window.getSelection()?.toString().trim() ?? ''
  return text.length > 100 || text.includes('\n') ? '' : text
}

/**
 * A command opens the bar, F3 goes on. Answers how to close it, which brings the focus back
 * to where it was.
 */
export function useFindKeys(find: Find): () => void {
  const before = useRef<Element | null>(null)
  const close = () => {
    find.close()
    const element = before.current
    if (element instanceof HTMLElement && element.isConnected && element !== document.body)
      element.focus()
    else document.querySelector<HTMLElement>('textarea')?.focus()
  }
  useOffer('find', () => {
    if (!find.open) before.current = document.activeElement
    const field = document.querySelector<HTMLInputElement>('[data-find] input')
    field?.focus()
    field?.select()
    find.start(field ? '' : selectedWords())
  })
  const press = useEffectEvent((event: KeyboardEvent) => {
    const within = (selector: string) =>
      event.target instanceof Element && event.target.closest(selector) !== null
    if (isComposing(event) || event.defaultPrevented || within('[role="dialog"]')) return
    if (event.key === 'Escape' && find.open && within('[data-find]')) close()
    else if (event.key === 'F3' && find.open) {
      event.preventDefault()
      find.go(event.shiftKey ? -1 : 1)
    }
  })
  useEffect(() => {
    const closed = new AbortController()
    window.addEventListener('keydown', press, { signal: closed.signal })
    return () => closed.abort()
  }, [])
  return close
}
