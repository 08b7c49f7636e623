import { i18n } from '../i18n/i18n.ts'
import { orTellFailure } from './tell-failure.ts'
import { showToast } from './toast.tsx'

/** Something that can be done, taken back and done again, each time to the same things. */
interface Step {
  /** What was done, for its toast. */
  text: string
  /** A name within the text, which may be long. */
  name?: string
  run: () => Promise<unknown>
  undo: () => Promise<unknown>
  /** For how many milliseconds it can be taken back; missing for as long as the window is open. */
  undoFor?: number
}

interface Done {
  step: Step
  until: number
}

const MOST = 50
/** The last one last, each. */
const done: Done[] = []
const undone: Step[] = []
let closeToast = () => {}
/** Steps follow one another, however fast the keys are pressed. */
let turn: Promise<unknown> = Promise.resolve()

/** How many steps are under way or wait for theirs. */
let waiting = 0

function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  waiting += 1
  const mine = turn.then(work).finally(() => (waiting -= 1))
  turn = mine
  return mine
}

const canBeUndone = ({ until }: Done) => until > Date.now()

function note(step: Step) {
  const one = { step, until: Date.now() + (step.undoFor ?? Infinity) }
  done.push(one)
  if (done.length > MOST) done.shift()
  closeToast()
  closeToast = showToast({
    text: step.text,
    name: step.name,
    action: {
      label: i18n.t('list.undo'),
      // On their own, two such buttons would be the same.
      name: i18n.t('order.undoNamed', { what: step.text }),
      run: () => void inTurn(() => takeBack(one)),
    },
  })
}

async function takeBack(one: Done): Promise<boolean> {
  const place = done.indexOf(one)
  if (place === -1) return false
  closeToast()
  // What failed has been told, and can be tried again.
  if (!(await orTellFailure(one.step.undo))) return false
  done.splice(place, 1)
  undone.push(one.step)
  closeToast = showToast({ text: i18n.t('order.undone') })
  return true
}

/**
 * Does something, says so, and offers to take it back; Ctrl+Z or Command+Z does so, too.
 *
 * @returns whether it worked; a failure has been told.
 */
export const perform = (step: Step): Promise<boolean> =>
  inTurn(async () => {
    if (!(await orTellFailure(step.run))) return false
    undone.length = 0
    note(step)
    return true
  })

/** Also while something is still being done: it will be the one that is taken back. */
export const canUndo = () => waiting > 0 || done.some(canBeUndone)
export const canRedo = () => waiting > 0 || undone.length > 0

/** Takes back what was done last. */
export function undoLast() {
  void inTurn(async () => {
    const one = done.findLast(canBeUndone)
    return one !== undefined && (await takeBack(one))
  })
}

/** Does again what was taken back last, until something else is done. */
export function redoLast() {
  void inTurn(async () => {
    const step = undone.at(-1)
    if (!step || !(await orTellFailure(step.run))) return false
    undone.pop()
    note(step)
    return true
  })
}
