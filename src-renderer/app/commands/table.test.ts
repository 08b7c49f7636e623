import { expect, test, vi } from 'vitest'
import { commandKeys } from '../../../src-main/contract/command-keys.ts'
import { resources } from '../../i18n/i18n.ts'
import { shownKeys } from './command.ts'
import { commands } from './table.ts'

// The window asks for its width as soon as it is there, which jsdom does not know.
vi.hoisted(() => {
  window.matchMedia = () => ({ matches: false }) as unknown as MediaQueryList
})

test('every command of the contract is in the table, once', () => {
  const ids = commands.map(({ id }) => id).toSorted()
  expect(ids).toEqual(Object.keys(commandKeys).toSorted())
})

test('no two commands have the same keys', () => {
  const all = Object.values(commandKeys).flat()
  expect(new Set(all).size).toBe(all.length)
})

test('what cannot be undone by the same key has none of its own, and no letter stands alone', () => {
  expect(commandKeys['delete-chat']).toEqual([])
  for (const keys of Object.values(commandKeys).flat()) expect(keys).toMatch(/\+|^F\d|^Escape$/)
})

test.each(Object.keys(resources) as (keyof typeof resources)[])(
  'every command has words in %s',
  (language) => {
    const { names } = resources[language].commands
    for (const { id } of commands) expect(names[id].trim(), id).not.toBe('')
    expect(new Set(Object.values(names)).size).toBe(commands.length)
  },
)

test('keys that a browser keeps for itself are not promised there', () => {
  expect(shownKeys('new-chat', true)).toBe('Ctrl+Shift+O')
  expect(shownKeys('new-chat', false)).toBe('Ctrl+N')
  expect(shownKeys('regenerate', true)).toBeUndefined()
})
