import type { KeyboardEvent } from 'react'
import { isPressed } from '../../ui/shortcut.ts'
import { chooseAll, extendTo } from '../list/choice.ts'
import { choose, clearChoice, useList } from '../list/list-store.ts'
import { eraseChats } from './trash-actions.ts'
import { useTrash } from './trash-store.ts'

const trashIds = () => useTrash.getState().chats?.map(({ id }) => id) ?? []

/** Chooses all from where the stretch began to this one. */
export const extendTrashChoice = (chatId: string, start: string | null) =>
  choose((choice) => extendTo(choice, trashIds(), chatId, start))

const idOf = (element: Element) =>
  element.closest<HTMLElement>('[data-trashed]')?.dataset['trashed']

/** The button of the same column in the line above or below. */
function beside(event: KeyboardEvent<HTMLElement>, target: HTMLElement, step: number) {
  const column = `[data-trash="${target.dataset['trash']}"]`
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(column)]
  return buttons[buttons.indexOf(target) + step]
}

/**
 * Arrow keys go from line to line within one column of buttons, with Shift they choose; Ctrl+A or
 * Command+A chooses all, Escape none, Delete deletes for good.
 */
export function pressInTrash(event: KeyboardEvent<HTMLElement>) {
  const { target } = event
  if (!(target instanceof HTMLElement) || target.dataset['trash'] === undefined) return
  const { chosen } = useList.getState().choice
  const id = idOf(target)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined) {
    const next = beside(event, target, step)
    const nextId = next && idOf(next)
    next?.focus()
    if (event.shiftKey && id !== undefined && nextId !== undefined) extendTrashChoice(nextId, id)
  } else if (isPressed('Mod+A', event)) choose(() => chooseAll(trashIds()))
  else if (event.key === 'Escape' && chosen.size > 0) clearChoice()
  else if (event.key === 'Delete' && id !== undefined)
    void eraseChats(chosen.has(id) ? [...chosen] : [id])
  else return
  event.preventDefault()
}
