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
export function keyAction(event: PressedKey): 'send' | 'stop' | 'back' | null {
  if (isComposing(event)) return null
  const { altKey, ctrlKey, metaKey, shiftKey } = event
  const plain = !altKey && !ctrlKey && !metaKey && !shiftKey
  if (event.key === 'Escape' && plain) return 'stop'
  if (event.key === 'ArrowUp' && plain) return 'back'
  if (event.key !== 'Enter' || shiftKey || altKey) return null
  return 'send'
}
