import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { TextInput } from './text-input.tsx'

afterEach(cleanup)

test('keys of an input method reach neither the field nor its form', () => {
  const onKeyDown = vi.fn<() => void>()
  render(<TextInput aria-label="Name" onKeyDown={onKeyDown} />)
  const field = screen.getByRole('textbox')
  // Chrome and Firefox mark the key; Safari has ended the composition and leaves the code.
  expect(fireEvent.keyDown(field, { key: 'Enter', isComposing: true })).toBe(false)
  expect(fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })).toBe(false)
  expect(fireEvent.keyDown(field, { key: 'Escape', keyCode: 229 })).toBe(true)
  expect(onKeyDown).not.toHaveBeenCalled()
  expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(true)
  expect(onKeyDown).toHaveBeenCalledOnce()
})

test('what is written has its own direction, an empty field that of the window', () => {
  const { rerender } = render(<TextInput value="" readOnly />)
  expect(screen.getByRole('textbox').hasAttribute('dir')).toBe(false)
  rerender(<TextInput value="שלום" readOnly />)
  expect(screen.getByRole('textbox').getAttribute('dir')).toBe('auto')
  rerender(<TextInput value="/home" dir="ltr" readOnly />)
  expect(screen.getByRole('textbox').getAttribute('dir')).toBe('ltr')
})
