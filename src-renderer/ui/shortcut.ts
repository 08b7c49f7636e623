const onApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** Keys that are held together, written such as `Mod+Shift+F`, `Alt+ArrowUp` or `F2`. */
export type Shortcut = string

const punctuationCodes: Record<string, string> = { ',': 'Comma', '/': 'Slash' }

const signs: Record<string, string> = {
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  Escape: 'Esc',
}

const appleSigns: Record<string, string> = { Alt: '⌥', Shift: '⇧', Mod: '⌘' }
const appleOrder = ['Alt', 'Shift', 'Mod']

/** A shortcut as people read it on this system, e.g. `⇧⌘F` or `Ctrl+Shift+F`. */
export function shortcutLabel(shortcut: Shortcut, apple = onApple): string {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  const name = signs[key] ?? key
  if (!apple) return [...parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)), name].join('+')
  const held = appleOrder.filter((part) => parts.includes(part))
  return [...held.map((part) => appleSigns[part]), name].join('')
}

type Pressed = Pick<KeyboardEvent, 'altKey' | 'code' | 'ctrlKey' | 'key' | 'metaKey' | 'shiftKey'>

/** Whether the key itself is meant: by its letter, or by its place where letters are not Latin. */
function isKey(key: string, pressed: Pressed): boolean {
  if (pressed.key.toLowerCase() === key.toLowerCase()) return true
  const code = /^[A-Z]$/.test(key) ? `Key${key}` : punctuationCodes[key]
  return code === pressed.code && /[^\0-\x7f]|^Dead$/.test(pressed.key)
}

/** Whether exactly these keys are held. */
export function isPressed(shortcut: Shortcut, pressed: Pressed, apple = onApple): boolean {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  const holds = (part: string) => parts.includes(part)
  const command = apple ? pressed.metaKey : pressed.ctrlKey
  const other = apple ? pressed.ctrlKey : pressed.metaKey
  // Some keyboards reach a sign such as the slash only with Shift.
  const shiftFits = key in punctuationCodes || pressed.shiftKey === holds('Shift')
  return (
    command === holds('Mod') &&
    !other &&
    shiftFits &&
    pressed.altKey === holds('Alt') &&
    isKey(key, pressed)
  )
}
