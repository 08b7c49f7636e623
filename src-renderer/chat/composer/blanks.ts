import { create } from 'zustand'
import { nextBlank } from '../../i18n/prompt-words.ts'

/** Places of prompts that are still to be filled in, by draft: their names. */
export const useBlanks = create<{ names: Readonly<Record<string, readonly string[]>> }>(() => ({
  names: {},
}))

const none: readonly string[] = []
export const namesOf = (draftKey: string) => useBlanks.getState().names[draftKey] ?? none

export const addBlanks = (draftKey: string, added: readonly string[]) =>
  useBlanks.setState(({ names }) => ({
    names: { ...names, [draftKey]: [...new Set([...(names[draftKey] ?? none), ...added])] },
  }))

/** Selects the next place to fill in from a position on; false where none is left. */
export function selectBlank(box: HTMLTextAreaElement, draftKey: string, from: number): boolean {
  const blank = nextBlank(box.value, namesOf(draftKey), from)
  if (!blank) return false
  box.focus()
  box.setSelectionRange(blank.start, blank.end)
  return true
}

/** Goes on to the next place; false where there is no other, so that the key may leave the box. */
export function goToNextBlank(box: HTMLTextAreaElement, draftKey: string): boolean {
  const blank = nextBlank(box.value, namesOf(draftKey), box.selectionEnd)
  if (!blank || blank.start === box.selectionStart) return false
  return selectBlank(box, draftKey, blank.start)
}
