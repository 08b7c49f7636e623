import { isComposing } from '../ui/is-composing.ts'

const focusable =
  'a[href], button:enabled, input:enabled, textarea:enabled, [tabindex]:not([tabindex="-1"])'

/** Parts of the window that the focus does not leave by itself. */
const parts = 'main, nav, [role=dialog]'

function firstIn(node: Node | null): HTMLElement | null {
  if (!(node instanceof HTMLElement)) return null
  const all = [node, ...node.querySelectorAll<HTMLElement>('*')]
  return all.find((one) => one.matches(focusable) && one.checkVisibility?.() !== false) ?? null
}

/** The element at a place, or beyond it where there is only text. */
function elementAt(node: Node | null, way: 'nextSibling' | 'previousSibling'): Node | null {
  let at = node
  while (at && !(at instanceof HTMLElement)) at = at[way]
  return at
}

/** What stands nearest to the place where something was: after it, before it, or around it. */
function nearestTo(place: Place): HTMLElement | null {
  const after = elementAt(place.after, 'nextSibling')
  const before = elementAt(place.before, 'previousSibling')
  const beside = firstIn(after) ?? firstIn(before)
  if (beside?.isConnected) return beside
  for (let around: Node | null = place.parent; around; around = around.parentNode) {
    const found = firstIn(around)
    if (found) return found
    if (around instanceof HTMLElement && around.matches(parts)) return null
  }
  return null
}

interface Place {
  parent: Node
  before: Node | null
  after: Node | null
}

/** Where the focus was before a change took it away; null if the change left it alone. */
function lostPlace(focused: HTMLElement, records: readonly MutationRecord[]): Place | null {
  const record = records.find(({ removedNodes, target }) =>
    target === focused ? true : [...removedNodes].some((node) => node.contains(focused)),
  )
  if (!record) return null
  if (record.type === 'attributes')
    return {
      parent: focused.parentNode ?? document.body,
      before: focused.previousSibling,
      after: focused.nextSibling,
    }
  return { parent: record.target, before: record.previousSibling, after: record.nextSibling }
}

/**
 * When a key removed or disabled what had the focus, and nothing else took it, it goes to what is
 * nearest: one who cannot see where the focus is must not begin anew at the top of the window.
 */
export function keepFocus(signal: AbortSignal) {
  let focused: HTMLElement | null = null
  let byKey = false
  const listen = (name: 'focusin' | 'keydown' | 'pointerdown', take: (event: Event) => void) =>
    document.addEventListener(name, take, { signal, capture: true })
  listen('focusin', ({ target }) => {
    focused = target instanceof HTMLElement ? target : null
  })
  listen('keydown', (event) => {
    if (event instanceof KeyboardEvent && !isComposing(event)) byKey = true
  })
  listen('pointerdown', () => {
    byKey = false
  })
  const observer = new MutationObserver((records) => {
    const lost = focused
    if (!lost || !byKey) return
    const place = lostPlace(lost, records)
    if (!place) return
    // What removed it may set the focus itself, once everything is drawn.
    setTimeout(() => {
      const { activeElement, body } = document
      const gone = activeElement === null || activeElement === body || activeElement === lost
      if (!gone || (lost.isConnected && lost.matches(focusable))) return
      const next = nearestTo(place) ?? document.querySelector<HTMLElement>('main')
      next?.focus({ preventScroll: true })
    }, 50)
  })
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  })
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}
