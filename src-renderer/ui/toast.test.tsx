import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { showToast, Toaster } from './toast.tsx'

afterEach(cleanup)

const show = (text: string) => {
  const run = vi.fn<() => void>()
  act(() => void showToast({ text, action: { label: 'Undo', name: `Undo: ${text}`, run } }))
  return run
}
const undo = (text: string) => screen.getByRole('button', { name: `Undo: ${text}` })

test('what a toast offers is done once, and a double click does not reach the next toast', () => {
  render(<Toaster beside label="Notifications" dismissLabel="Dismiss" />)
  const first = show('one')
  const second = show('two')
  const button = undo('two')
  fireEvent.click(button, { detail: 1 })
  fireEvent.click(button, { detail: 1 })
  fireEvent.click(undo('one'), { detail: 2 })
  expect(second).toHaveBeenCalledOnce()
  expect(first).not.toHaveBeenCalled()
  fireEvent.click(undo('one'), { detail: 1 })
  expect(first).toHaveBeenCalledOnce()
})
