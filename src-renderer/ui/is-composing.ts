import type { KeyboardEvent } from 'react'

/**
 * Whether a key belongs to an input method, where Enter picks a word and is no wish to go on. Some
 * browsers say so only by the key code 229.
 */
export const isComposing = (event: KeyboardEvent) =>
  event.nativeEvent.isComposing || event.keyCode === 229
