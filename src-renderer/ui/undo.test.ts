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

test('a step whose undoing fails can be tried again, and so can doing it again', async () => {
  let failing = true
  let on = false
  const set = async (value: boolean) => {
    if (failing) throw new Error('no connection')
    on = value
  }
  failing = false
  await perform({ text: 'z', run: () => set(true), undo: () => set(false) })
  failing = true
  undoLast()
  // In its turn, after the one that fails.
  await perform({
    text: 'nothing',
    run: () => Promise.reject(new Error('no')),
    undo: async () => {},
  })
  expect([on, canUndo()]).toEqual([true, true])
  failing = false
  undoLast()
  await vi.waitFor(() => expect(on).toBe(false))
  failing = true
  redoLast()
  await perform({
    text: 'nothing',
    run: () => Promise.reject(new Error('no')),
    undo: async () => {},
  })
  expect([on, canRedo()]).toEqual([false, true])
  failing = false
  redoLast()
  await vi.waitFor(() => expect(on).toBe(true))
})
