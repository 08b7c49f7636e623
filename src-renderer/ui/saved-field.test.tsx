import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { SavedField } from './saved-field.tsx'

afterEach(cleanup)

function setUp(works: boolean) {
  const onSave = vi.fn<(text: string) => Promise<boolean>>().mockResolvedValue(works)
  const onEdit = vi.fn<() => void>()
  render(<SavedField aria-label="Address" value="old" onSave={onSave} onEdit={onEdit} />)
  const field = screen.getByRole('textbox') as HTMLInputElement
  const press = (key: string, more = {}) =>
    act(async () => void fireEvent.keyDown(field, { key, ...more }))
  return { onSave, onEdit, field, press }
}
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

test('Enter stores what was typed, trimmed; leaving it unchanged stores nothing', async () => {
  const { onSave, field, press } = setUp(true)
  await press('Enter')
  expect(onSave).not.toHaveBeenCalled()
  type(field, ' new ')
  await press('Enter')
  expect(onSave.mock.calls).toEqual([['new']])
})

test('what was refused stays to be corrected', async () => {
  const { onSave, field, press } = setUp(false)
  type(field, 'wrong')
  await press('Enter')
  expect(onSave).toHaveBeenCalledOnce()
  expect(field.value).toBe('wrong')
})

test('Escape goes back to what is stored and stays inside, Enter of an input method does nothing', async () => {
  const { onSave, onEdit, field, press } = setUp(true)
  type(field, 'nihao')
  await press('Enter', { isComposing: true })
  expect(onSave).not.toHaveBeenCalled()
  await press('Escape')
  expect(field.value).toBe('old')
  expect(onEdit).toHaveBeenCalledTimes(2)
})
