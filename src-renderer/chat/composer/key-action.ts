interface PressedKey {
  key: string
  shiftKey: boolean
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  isComposing: boolean
  keyCode: number
}

/** The code every key has while an input method is at work. */
const COMPOSING_KEY = 229

/**
 * What a key in the message box does. Enter that chooses a word of an input method never sends:
 * Chrome and Firefox mark it as composing; Safari ends the composition first and leaves only the
 * key code.
 */
export function keyAction(event: PressedKey): 'send' | 'stop' | null {
  if (event.isComposing || event.keyCode === COMPOSING_KEY) return null
  if (event.key === 'Escape') return 'stop'
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return null
  return 'send'
}
