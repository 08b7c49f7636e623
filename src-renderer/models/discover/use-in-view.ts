import { type RefObject, useEffect, useState } from 'react'

/** Whether an element can be seen, or nearly so. */
export function useInView(element: RefObject<Element | null>): boolean {
  const [inView, setInView] = useState(false)
  useEffect(() => {
    if (!element.current) return undefined
    const watcher = new IntersectionObserver(
      ([entry]) => setInView(entry?.isIntersecting ?? false),
      { rootMargin: '100px' },
    )
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [element])
  return inView
}
