import { renderHook } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useOnceKnown } from './use-once-known.ts'

const shown = () => {
  const action = vi.fn()
  const { result, rerender } = renderHook(
    ({ known, subject }) => useOnceKnown(known, subject, action),
    { initialProps: { known: false, subject: 'a' } },
  )
  return { action, ask: () => result.current(), rerender }
}

it('is done at once where everything is known', () => {
  const { action, ask, rerender } = shown()
  rerender({ known: true, subject: 'a' })
  expect(action).not.toHaveBeenCalled()
  ask()
  expect(action).toHaveBeenCalledOnce()
})

it('is done once it is known, and only once', () => {
  const { action, ask, rerender } = shown()
  ask()
  ask()
  expect(action).not.toHaveBeenCalled()
  rerender({ known: true, subject: 'a' })
  rerender({ known: true, subject: 'a' })
  expect(action).toHaveBeenCalledOnce()
})

it('is not done for another subject, nor later for the first', () => {
  const { action, ask, rerender } = shown()
  ask()
  rerender({ known: false, subject: 'b' })
  rerender({ known: true, subject: 'b' })
  rerender({ known: true, subject: 'a' })
  expect(action).not.toHaveBeenCalled()
})
