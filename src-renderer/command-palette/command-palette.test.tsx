import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import '../i18n/i18n.ts'
import { CommandPalette } from './command-palette.tsx'

afterEach(cleanup)

function setUp() {
  const run = vi.fn<(id: string) => void>()
  const entry = (id: string, keys?: string) => ({
    id,
    label: id,
    icon: Search,
    keys,
    run: () => run(id),
  })
  const groups = [
    { label: 'Chats', entries: [entry('Red circle'), entry('Blue square')] },
    { label: 'Window', entries: [entry('Settings', 'Ctrl+,')] },
  ]
  function Held() {
    const [open, setOpen] = useState(true)
    return (
      <>
        <button type="button">before</button>
        <CommandPalette
          open={open}
          onOpenChange={setOpen}
          groups={groups}
          fallback={(words) => entry(`Search ${words}`)}
        />
      </>
    )
  }
  render(<Held />)
  return { run, field: screen.getByRole('combobox') }
}

const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent)

test('the field has the focus, and the first entry is the one that Enter runs', async () => {
  const { run, field } = setUp()
  await waitFor(() => expect(document.activeElement).toBe(field))
  expect(options()).toEqual(['Red circle', 'Blue square', 'SettingsCtrl+,'])
  fireEvent.keyDown(field, { key: 'Enter' })
  await waitFor(() => expect(run).toHaveBeenCalledWith('Red circle'))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('what is written narrows it down, with the search of everything as the last', async () => {
  const { run, field } = setUp()
  fireEvent.input(field, { target: { value: 'set' } })
  await waitFor(() => expect(options()).toEqual(['SettingsCtrl+,', 'Search set']))
  const group = screen.getByRole('group', { name: 'Window' })
  expect(within(group).getByRole('option').hasAttribute('data-highlighted')).toBe(true)
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(field, { key: 'Enter' })
  await waitFor(() => expect(run.mock.calls).toEqual([['Search set']]))
})

test('Enter that chooses a word of an input method runs nothing', async () => {
  const { run, field } = setUp()
  fireEvent.compositionStart(field)
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, which: 229, isComposing: true })
  expect(screen.getByRole('dialog')).toBeDefined()
  expect(run).not.toHaveBeenCalled()
  fireEvent.compositionEnd(field)
})
