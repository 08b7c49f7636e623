import { isComposing } from '../ui/is-composing.ts'
import { isPressed } from '../ui/shortcut.ts'
import { undoLast } from '../ui/undo.ts'

const holdsText = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"]') !== null

/** Ctrl+Z or Command+Z takes back what was done last; in a field it belongs to the field. */
export function listenForUndo(signal: AbortSignal): void {
  const press = (event: KeyboardEvent) => {
    if (!isPressed('Mod+Z', event) || isComposing(event) || event.defaultPrevented) return
    if (!holdsText(event.target) && undoLast()) event.preventDefault()
  }
  window.addEventListener('keydown', press, { signal })
}
