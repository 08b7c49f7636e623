import { type KeyboardEvent, type RefObject, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blanksOf, type OfferedPrompt, starterPrompts } from '../../i18n/prompt-words.ts'
import { usePresets } from '../../rpc/presets-store.ts'
import { isComposing } from '../../ui/is-composing.ts'
import { writeText } from '../draft/draft-store.ts'
import { addBlanks, selectBlank } from './blanks.ts'
import { insertWords } from './insert-words.ts'
import { matchPrompts, slashQuery } from './slash-query.ts'

interface Seen {
  text: string
  caret: number
}

const noPrompts: readonly OfferedPrompt[] = []

/** Everything there is to choose from: the user's own first. */
function useOfferedPrompts(): readonly OfferedPrompt[] {
  const { t } = useTranslation('presets')
  const presets = usePresets((state) => state.presets)
  return useMemo(() => {
    if (!presets) return noPrompts
    const { hiddenStarters, prompts } = presets
    return [...prompts, ...starterPrompts(t).filter(({ id }) => !hiddenStarters.includes(id))]
  }, [presets, t])
}

/** Offers prompts while a slash is being written in the message box. */
export function usePromptMenu(
  box: RefObject<HTMLTextAreaElement | null>,
  draftKey: string,
  locked: boolean,
) {
  const listId = useId()
  const offered = useOfferedPrompts()
  // As it was when no word was being composed: half a word of an input method finds nothing.
  const composing = useRef(false)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const [place, setPlace] = useState(0)
  const slash = seen && !locked ? slashQuery(seen.text, seen.caret) : null
  const found = slash && slash.start !== dismissed ? matchPrompts(offered, slash.query) : noPrompts
  const open = found.length > 0
  const active = Math.min(place, found.length - 1)

  const look = () => {
    const area = box.current
    if (!area || composing.current) return
    const { selectionEnd, selectionStart, value } = area
    const next = selectionStart === selectionEnd ? slashQuery(value, selectionStart) : null
    if (next?.query !== slash?.query) setPlace(0)
    // Another slash is another wish.
    if (next?.start !== dismissed) setDismissed(null)
    setSeen(next ? { text: value, caret: selectionStart } : null)
  }

  const choose = (prompt: OfferedPrompt) => {
    const area = box.current
    if (!area || !slash) return
    const { end, start } = slash
    setSeen(null)
    addBlanks(draftKey, blanksOf(prompt.text))
    insertWords(area, { start, end, words: prompt.text }, (text) => writeText(draftKey, text))
    selectBlank(area, draftKey, start)
  }

  /** Whether a key was for the menu. */
  const press = (event: KeyboardEvent): boolean => {
    if (!open || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return false
    const chosen = found[active]
    if (event.key === 'ArrowDown') setPlace((active + 1) % found.length)
    else if (event.key === 'ArrowUp') setPlace((active + found.length - 1) % found.length)
    else if (event.key === 'Escape') setDismissed(slash?.start ?? null)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen)
      choose(chosen)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return {
    listId,
    found,
    open,
    active,
    choose,
    press,
    look,
    /** An input method begins to put a word together, or has done so. */
    compose: (begins: boolean) => {
      composing.current = begins
      look()
    },
    point: setPlace,
    close: () => setSeen(null),
  }
}

export type PromptMenuState = ReturnType<typeof usePromptMenu>
export const optionIdOf = (listId: string, place: number) => `${listId}-${place}`
