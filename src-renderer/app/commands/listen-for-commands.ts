import { type CommandId, commandKeys } from '../../../src-main/contract/command-keys.ts'
import { commandFrom } from '../../rpc/desktop-bridge.ts'
import { useView } from '../../state/view-store.ts'
import { isEscapeForPage } from '../../ui/escape-key.ts'
import { isComposing } from '../../ui/is-composing.ts'
import { isModalOpen } from '../../ui/modal.ts'
import { isPressed } from '../../ui/shortcut.ts'
import { commands } from './table.ts'

/** Something was done in the dialog, perhaps. */
const steps: readonly CommandId[] = ['undo', 'redo']

/** Only the palette may be closed by its own keys while something lies over the window. */
const mayRun = (id: CommandId) =>
  !isModalOpen() || steps.includes(id) || (id === 'palette' && useView.getState().paletteOpen)

const holdsText = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"]') !== null

function findByKeys(event: KeyboardEvent) {
  const command = commands.find(({ id }) => {
    const keys: readonly string[] = commandKeys[id]
    return keys.some((one) => isPressed(one, event))
  })
  if (!command || !mayRun(command.id) || !command.isAvailable()) return undefined
  // In a field these keys belong to what is written there.
  if (steps.includes(command.id) && holdsText(event.target)) return undefined
  // A field for searching has a use for Escape of its own.
  const forPage = isEscapeForPage(event) && !(event.target instanceof HTMLInputElement)
  return command.id === 'stop' && !forPage ? undefined : command
}

/** Runs the window's commands from the keyboard and from Electron's menu until the signal aborts. */
export function listenForCommands(signal: AbortSignal) {
  window.addEventListener(
    'keydown',
    (event) => {
      if (isComposing(event) || event.defaultPrevented) return
      const command = findByKeys(event)
      if (!command) return
      event.preventDefault()
      if (!event.repeat) command.run()
    },
    { signal },
  )
  window.addEventListener(
    'message',
    (event) => {
      const asked = commandFrom(event)
      const command = commands.find(({ id }) => id === asked)
      if (command && mayRun(command.id) && command.isAvailable()) command.run()
    },
    { signal },
  )
}
