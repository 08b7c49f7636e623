import { i18n } from '../i18n/i18n.ts'
import { tellFailure } from './tell-failure.ts'
import { showToast } from './toast.tsx'

/** Something that was done and can be taken back. */
interface Undoable {
  /** What was done, for its toast. */
  text: string
  undo: () => Promise<unknown>
  /** From then on it cannot be taken back any more. */
  until?: number
}

const MOST = 50
const done: Undoable[] = []
let closeToast = () => {}

async function takeBack(one: Undoable) {
  done.splice(done.indexOf(one), 1)
  closeToast()
  try {
    await one.undo()
    closeToast = showToast({ text: i18n.t('order.undone') })
  } catch (error) {
    tellFailure(error)
  }
}

/** Says what was done, with the offer to take it back; Ctrl+Z or Command+Z does so, too. */
export function offerUndo(one: Undoable): void {
  done.push(one)
  if (done.length > MOST) done.shift()
  closeToast()
  const action = { label: i18n.t('list.undo'), run: () => void takeBack(one) }
  closeToast = showToast({ text: one.text, action })
}

/** Takes back what was done last; false if there is nothing. */
export function undoLast(): boolean {
  const one = done.findLast(({ until }) => until === undefined || until > Date.now())
  if (one) void takeBack(one)
  return one !== undefined
}
