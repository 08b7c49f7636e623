import { describe, expect, it } from 'vitest'
import { createTaskQueue } from './task-queue.ts'

const gate = () => Promise.withResolvers<void>()
const never = new AbortController()

describe('createTaskQueue', () => {
  it('runs a few tasks at once, in order', async () => {
    const enqueue = createTaskQueue(2)
    const gates = [gate(), gate(), gate()]
    const started: number[] = []
    const done = gates.map(({ promise }, index) =>
      enqueue(async () => {
        started.push(index)
        await promise
      }, never),
    )
    expect(started).toEqual([0, 1])
    gates[1]?.resolve()
    await done[1]
    await expect.poll(() => started).toEqual([0, 1, 2])
    gates[0]?.resolve()
    gates[2]?.resolve()
    await Promise.all(done)
  })

  it('never starts a task that was given up, and goes on after one that failed', async () => {
    const enqueue = createTaskQueue(1)
    const first = gate()
    const given = new AbortController()
    const failing = enqueue(() => first.promise, never)
    const waiting = enqueue(async () => 'ran', given)
    const last = enqueue(async () => 'last', never)
    given.abort()
    first.reject(new Error('broken'))
    await expect(failing).rejects.toThrow('broken')
    await expect(waiting).rejects.toThrow(/abort/i)
    await expect(last).resolves.toBe('last')
  })
})
