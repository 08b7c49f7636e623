import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { MessagePortMain } from 'electron'
import { expect, test } from 'vitest'
import type { FromServices } from './relay-messages.ts'
import { createChildSpawner } from './spawn-children.ts'

/** Electron's port differs from Node's in one thing: its listeners get an event. */
function asElectronPort(port: MessagePort): MessagePortMain {
  const adapted = {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (event: string, listener: (value?: unknown) => void) =>
      port.on(event, (data: unknown) => listener(event === 'message' ? { data } : undefined)),
    start: () => port.start(),
    close: () => port.close(),
  }
  return adapted as unknown as MessagePortMain
}

test('what is sent to a child before its port is there arrives, in order', async () => {
  const told: FromServices[] = []
  const spawner = createChildSpawner((message) => told.push(message))
  const child = spawner.spawnChild('engine')
  expect(told).toEqual([{ type: 'spawn-child', id: 1, entry: 'engine' }])
  child.port.postMessage('first')

  const { port1, port2 } = new MessageChannel()
  const heard: unknown[] = []
  const both = new Promise<void>((resolve) =>
    port2.on('message', (message) => {
      if (heard.push(message) === 2) resolve()
    }),
  )
  expect(spawner.receive({ type: 'child-port', id: 1 }, asElectronPort(port1))).toBe(true)
  child.port.postMessage('second')
  await both
  expect(heard).toEqual(['first', 'second'])

  const answered = new Promise((resolve) => child.port.on('message', ({ data }) => resolve(data)))
  port2.postMessage('answer')
  expect(await answered).toBe('answer')

  const closed = new Promise<void>((resolve) => child.port.on('close', resolve))
  spawner.receive({ type: 'child-exit', id: 1, code: 9, signal: null }, undefined)
  expect(await child.exited).toEqual({ code: 9, signal: null })
  await closed
})

test('a child that dies before its port came closes it', async () => {
  const told: FromServices[] = []
  const spawner = createChildSpawner((message) => told.push(message))
  const child = spawner.spawnChild('pixels')
  child.kill()
  expect(told.at(-1)).toEqual({ type: 'kill-child', id: 1 })
  const closed = new Promise<void>((resolve) => child.port.on('close', resolve))
  spawner.receive({ type: 'child-exit', id: 1, code: null, signal: 'SIGKILL' }, undefined)
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' })
  await closed
  const { port1, port2 } = new MessageChannel()
  const late = new Promise((resolve) => port2.on('close', resolve))
  spawner.receive({ type: 'child-port', id: 1 }, asElectronPort(port1))
  port1.close()
  await late
})

test('what is not about children is left to others', () => {
  const spawner = createChildSpawner(() => {})
  expect(spawner.receive({ type: 'serve' }, undefined)).toBe(false)
  expect(spawner.receive({ type: 'dispose' }, undefined)).toBe(false)
})
