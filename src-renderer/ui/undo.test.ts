import { expect, test, vi } from 'vitest'
import { canRedo, canUndo, perform, redoLast, undoLast } from './undo.ts'

test('steps are taken back and done again in their order, however fast the keys are pressed', async () => {
  const shown = new Set<string>()
  const step = (what: string) => ({
    text: what,
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      shown.add(what)
    },
    undo: async () => void shown.delete(what),
  })
  expect([canUndo(), canRedo()]).toEqual([false, false])
  const first = perform(step('one'))
  const second = perform(step('two'))
  // Pressed before either is done, it is the second that it means.
  undoLast()
  expect(await Promise.all([first, second])).toEqual([true, true])
  await vi.waitFor(() => expect([...shown]).toEqual(['one']))
  undoLast()
  redoLast()
  redoLast()
  redoLast()
  await vi.waitFor(() => expect(canRedo()).toBe(false))
  expect([...shown]).toEqual(['one', 'two'])

  undoLast()
  await vi.waitFor(() => expect([...shown]).toEqual(['one']))
  await perform(step('three'))
  redoLast()
  await vi.waitFor(() => expect(canRedo()).toBe(false))
  expect([...shown]).toEqual(['one', 'three'])
})

test('what fails is neither done nor taken back, and the next one goes on', async () => {
  const failing = { text: 'x', run: () => Promise.reject(new Error('no')), undo: async () => {} }
  expect(await perform(failing)).toBe(false)
  expect(await perform({ ...failing, run: async () => {}, undoFor: -1 })).toBe(true)
  const undo = vi.fn(async () => {})
  expect(await perform({ text: 'y', run: async () => {}, undo })).toBe(true)
  undoLast()
  await vi.waitFor(() => expect(undo).toHaveBeenCalledOnce())
})
