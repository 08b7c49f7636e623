import { useDeferredValue } from 'react'

/**
 * False when something is first drawn, and true as soon as there is time: for what nobody sees at
 * once, such as buttons that appear under the pointer. It is then made in slices that hold nothing
 * up. Keep its place.
 */
export const useLater = (): boolean => useDeferredValue(true, false)
