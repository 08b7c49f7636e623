import { expect, test } from 'vitest'
import { createTestHost } from './fixtures.ts'
import { createMachineProbe } from './probe-machine.ts'

test('asks one engine process for all who ask at once, and it ends', async () => {
  const host = createTestHost()
  const probe = createMachineProbe(host)
  const [first, second] = await Promise.all([probe(), probe()])
  expect(second).toBe(first)
  expect(host.children).toHaveLength(1)
  await host.children[0]?.exited
  expect(first.gpus.length > 0).toBe(first.backend !== 'cpu')
  for (const gpu of first.gpus) {
    expect(gpu.name).not.toBe('')
    expect(gpu.freeMemoryBytes).toBeLessThanOrEqual(gpu.memoryBytes)
  }
})

test('a process that dies of its drivers is a computer without a usable GPU', async () => {
  const host = createTestHost()
  const dying = {
    spawnChild: () => {
      const child = host.spawnChild()
      child.kill()
      return child
    },
  }
  const answer = await createMachineProbe(dying)()
  expect(answer).toMatchObject({ backend: 'cpu', gpus: [] })
  expect(answer.gpuProblem).toContain('SIGKILL')
})

test('who stops asking does not stop the others', async () => {
  const host = createTestHost()
  const probe = createMachineProbe(host)
  const stop = new AbortController()
  const [impatient, patient] = [probe(stop.signal), probe()]
  stop.abort()
  await expect(impatient).rejects.toMatchObject({ name: 'AbortError' })
  expect((await patient).backend).toBeTruthy()
})
