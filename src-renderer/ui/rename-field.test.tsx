import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { RenameField } from './rename-field.tsx'

afterEach(cleanup)

function setUp() {
  const onDone = vi.fn<(title: string | null) => void>()
  render(<RenameField label="Name" title="Old" onDone={onDone} />)
  return { onDone, field: screen.getByRole('textbox', { name: 'Name' }) as HTMLInputElement }
}

test('Enter saves once, though leaving the field would save too', () => {
  const { onDone, field } = setUp()
  fireEvent.change(field, { target: { value: 'New' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  fireEvent.blur(field)
  expect(onDone.mock.calls).toEqual([['New']])
})

test('Enter that picks a word in an input method does not save', () => {
  const { onDone, field } = setUp()
  fireEvent.change(field, { target: { value: 'nihao' } })
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
  expect(onDone).not.toHaveBeenCalled()
  fireEvent.change(field, { target: { value: '你好' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onDone).toHaveBeenCalledWith('你好')
})

test('Escape keeps the old title', () => {
  const { onDone, field } = setUp()
  fireEvent.change(field, { target: { value: 'New' } })
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(onDone.mock.calls).toEqual([[null]])
})
