import { expect, test } from 'vitest'
import type { Model, ModelFile, ModelTask } from '../../../src-main/contract/models.ts'
import { endingOf as endingOfSeen, see } from './use-task-endings.ts'

const task = (kind: ModelTask['kind']): ModelTask => ({
  kind,
  doneBytes: 1,
  totalBytes: 2,
  bytesPerSecond: null,
  secondsLeft: null,
})
const file = (state: ModelFile['check']['state'], at: number | null) => ({
  role: 'weights' as const,
  path: '/m.gguf',
  bytes: 1,
  check: { state, at },
})
const model = (part: Partial<Model>) =>
  ({ id: 'm', rootId: 'one', problem: null, task: null, files: [], ...part }) as Model
const endingOf = (before: Model, after: Model) => endingOfSeen(see(before), after)

test('a check that found all files right is told', () => {
  const before = model({ task: task('verifying'), files: [file('ok', 1)] })
  expect(endingOf(before, model({ files: [file('ok', 2)] }))).toBe('verified')
  expect(endingOf(before, model({ files: [file('unknown', 2)] }))).toBe('unverifiable')
})

test('a check that was stopped or found damage says nothing: the row does', () => {
  const before = model({ task: task('verifying'), files: [file('ok', 1)] })
  expect(endingOf(before, model({ files: [file('ok', 1)] }))).toBeNull()
  expect(endingOf(before, model({ files: [file('damaged', 2)] }))).toBeNull()
  expect(endingOf(before, before)).toBeNull()
})

test('a move is told when the model lies elsewhere afterwards', () => {
  const before = model({ task: task('moving') })
  expect(endingOf(before, model({ rootId: 'two' }))).toBe('moved')
  expect(endingOf(before, model({}))).toBeNull()
})

test('a move is told once, though its target is named while it still works', () => {
  const rested = see(model({}))
  const switched = see(model({ task: task('moving'), rootId: 'two' }), rested)
  const ended = model({ rootId: 'two' })
  expect(endingOfSeen(rested, switched.model)).toBeNull()
  expect(endingOfSeen(switched, ended)).toBe('moved')
  expect(endingOfSeen(see(ended, switched), model({ rootId: 'two' }))).toBeNull()
})

test('a repair is told when the files are right again', () => {
  const before = model({ task: task('repairing'), files: [file('damaged', 1)] })
  expect(endingOf(before, model({ files: [file('ok', 2)] }))).toBe('repaired')
  expect(endingOf(before, model({ files: [file('damaged', 2)] }))).toBeNull()
})
