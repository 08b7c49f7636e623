import type { KeyboardEvent as ReactKeyboardEvent } from 'react'

type Key = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>

/**
 * Whether a key belongs to an input method, where Enter picks a word and is no wish to go on. Safari
 * ends the composition first, and then says so only by the key code 229.
 */
export function isComposing(event: Key | ReactKeyboardEvent): boolean {
  const key: Key = 'nativeEvent' in event ? event.nativeEvent : event
  return key.isComposing || key.keyCode === 229
}

/** What a field does with its keys; those of an input method reach neither it nor its form. */
export const unlessComposing =
  <Field extends Element>(press?: (event: ReactKeyboardEvent<Field>) => void) =>
  (event: ReactKeyboardEvent<Field>): void => {
    if (!isComposing(event)) press?.(event)
    else if (event.key === 'Enter' && event.currentTarget instanceof HTMLInputElement)
      event.preventDefault()
  }
