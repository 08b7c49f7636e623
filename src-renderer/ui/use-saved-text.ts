import { useEffect, useState } from 'react'

const REST_MS = 500

/** Stores the latest text when typing pauses, or at once; a text that is empty may have to wait. */
function createSaver() {
  let waiting: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    const due = waiting
    waiting = null
    due?.()
  }
  return {
    keep,
    later(save: (() => void) | null) {
      waiting = save
      clearTimeout(timer)
      timer = setTimeout(keep, REST_MS)
    },
  }
}

/**
 * A text that is stored when typing pauses, when its field is left, and when it goes away, so that
 * nothing written is lost. Empty text is not stored where something has to be there.
 */
export function useSavedText(
  stored: string,
  save: (text: string) => void,
  { mayBeEmpty }: { mayBeEmpty: boolean },
) {
  const [typed, setTyped] = useState<string | null>(null)
  const [saver] = useState(createSaver)
  useEffect(() => saver.keep, [saver])
  const missing = (text: string) => !mayBeEmpty && text.trim() === ''
  return {
    value: typed ?? stored,
    onChange: ({ target: { value } }: { target: { value: string } }) => {
      setTyped(value)
      saver.later(missing(value) ? null : () => save(value))
    },
    onBlur: () => {
      saver.keep()
      // What cannot be stored goes back to what is.
      if (typed !== null && missing(typed)) setTyped(null)
    },
  }
}
