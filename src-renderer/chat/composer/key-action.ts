import { isComposing } from '../../ui/is-composing.ts'

interface PressedKey {
  key: string
  shiftKey: boolean
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  isComposing: boolean
  keyCode: number
}

/** What a key in the message box does. Enter that chooses a word of an input method never sends. */
export function keyAction(event: PressedKey): 'send' | 'stop' | null {
  if (isComposing(event)) return null
  if (event.key === 'Escape') return 'stop'
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return null
  return 'send'
}
