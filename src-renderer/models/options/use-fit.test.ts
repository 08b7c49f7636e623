import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { automaticLoadOptions } from '../../../src-main/contract/load-options.ts'
import { type AskFit, useFit } from './use-fit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** Long enough for options that rest. */
const REST_MS = 1_000

const sized = (contextSize: number | null) => ({ ...automaticLoadOptions, contextSize })

function setUp() {
  const questions: {
    contextSize: number | null
    signal: AbortSignal
    answer: () => Promise<void>
  }[] = []
  const ask: AskFit = ({ contextSize }, signal) =>
    new Promise((resolve) => {
      const fit = { contextSize: contextSize ?? 8192 } as Fit
      questions.push({ contextSize, signal, answer: () => act(async () => resolve(fit)) })
    })
  const hook = renderHook(({ context }) => useFit(sized(context), ask), {
    initialProps: { context: null as number | null },
  })
  const choose = (context: number) => hook.rerender({ context })
  const rest = () => act(() => vi.advanceTimersByTimeAsync(REST_MS))
  return { questions, choose, rest, state: () => hook.result.current }
}

test('a slider that is dragged asks once, for where it came to rest', async () => {
  const { questions, choose, rest, state } = setUp()
  await rest()
  await questions[0]!.answer()
  expect(state()).toMatchObject({ pending: false, fit: { contextSize: 8192 } })
  for (const context of [4096, 16_384, 32_768]) choose(context)
  await rest()
  expect(questions.map(({ contextSize }) => contextSize)).toEqual([null, 32_768])
})

test('figures stay on view while newer ones are computed', async () => {
  const { questions, choose, rest, state } = setUp()
  await rest()
  await questions[0]!.answer()
  choose(4096)
  await rest()
  expect(state()).toMatchObject({ pending: true, fit: { contextSize: 8192 } })
  await questions[1]!.answer()
  expect(state()).toMatchObject({ pending: false, fit: { contextSize: 4096 } })
})

test('an answer that comes late does not replace a newer one', async () => {
  const { questions, choose, rest, state } = setUp()
  await rest()
  choose(4096)
  await rest()
  await questions[1]!.answer()
  expect(questions[0]!.signal.aborted).toBe(true)
  await questions[0]!.answer()
  expect(state().fit?.contextSize).toBe(4096)
})
