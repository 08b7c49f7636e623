import { expect, test } from 'vitest'
import { isPressed, shortcutLabel } from './shortcut.ts'

const press = (key: string, code: string, held: Partial<KeyboardEvent> = {}) => ({
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
  key,
  code,
})

test('shortcuts are written the way of the system', () => {
  expect(shortcutLabel('Mod+Shift+F', false)).toBe('Ctrl+Shift+F')
  expect(shortcutLabel('Mod+Shift+F', true)).toBe('⇧⌘F')
  expect(shortcutLabel('Alt+ArrowUp', false)).toBe('Alt+↑')
  expect(shortcutLabel('Alt+ArrowUp', true)).toBe('⌥↑')
  expect(shortcutLabel('Escape', false)).toBe('Esc')
})

test('the letter counts where letters are Latin, its place where they are not', () => {
  const held = { ctrlKey: true }
  expect(isPressed('Mod+K', press('k', 'KeyV', held), false)).toBe(true)
  expect(isPressed('Mod+K', press('t', 'KeyK', held), false)).toBe(false)
  expect(isPressed('Mod+K', press('л', 'KeyK', held), false)).toBe(true)
  expect(isPressed('Mod+K', press('ㅏ', 'KeyK', held), false)).toBe(true)
})

test('exactly the keys of a shortcut are held', () => {
  expect(isPressed('Mod+K', press('k', 'KeyK', { metaKey: true }), true)).toBe(true)
  expect(isPressed('Mod+K', press('k', 'KeyK', { ctrlKey: true }), true)).toBe(false)
  const both = { ctrlKey: true, shiftKey: true }
  expect(isPressed('Mod+K', press('K', 'KeyK', both), false)).toBe(false)
  expect(isPressed('Mod+Shift+F', press('F', 'KeyF', both), false)).toBe(true)
  // AltGr is Control and Alt together, and writes letters.
  expect(isPressed('Mod+E', press('€', 'KeyE', { ctrlKey: true, altKey: true }), false)).toBe(false)
  expect(isPressed('F2', press('F2', 'F2', { ctrlKey: true }), false)).toBe(false)
})

test('a slash is a slash, also where it needs Shift', () => {
  expect(isPressed('Mod+/', press('/', 'Slash', { ctrlKey: true }), false)).toBe(true)
  expect(isPressed('Mod+/', press('/', 'Digit7', { ctrlKey: true, shiftKey: true }), false)).toBe(
    true,
  )
})
