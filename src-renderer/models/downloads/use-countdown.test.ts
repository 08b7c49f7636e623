import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useCountdown } from './use-countdown.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const wait = (seconds: number) =>
  act(() => {
    vi.advanceTimersByTime(seconds * 1000)
  })

test('counts down to zero and stays there', () => {
  const { result } = renderHook(() => useCountdown(3))
  expect(result.current).toBe(3)
  wait(1)
  expect(result.current).toBe(2)
  wait(5)
  expect(result.current).toBe(0)
})

test('the same number again does not start it anew, another one does', () => {
  const { result, rerender } = renderHook(({ seconds }) => useCountdown(seconds), {
    initialProps: { seconds: 30 as number | null },
  })
  wait(10)
  rerender({ seconds: 30 })
  expect(result.current).toBe(20)
  rerender({ seconds: 60 })
  expect(result.current).toBeGreaterThan(58)
  wait(1)
  expect(result.current).toBe(59)
})

test('nothing counts where the time is not known', () => {
  const { result, rerender } = renderHook(({ seconds }) => useCountdown(seconds), {
    initialProps: { seconds: null as number | null },
  })
  wait(2)
  expect(result.current).toBeNull()
  rerender({ seconds: 5 })
  expect(result.current).toBe(5)
})
