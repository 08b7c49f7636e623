import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fork } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { forkChild } from './fork-child.ts'
import type { ChildPort } from './host.ts'

const urlOf = (file: string) => pathToFileURL(join(import.meta.dirname, file)).href

function childModule(body: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'carat-child-')), 'child.mjs')
  writeFileSync(file, `import { connectParentPort } from '${urlOf('parent-port.ts')}'\n${body}`)
  return file
}

const echo = childModule(`
const port = connectParentPort()
port.on('message', ({ data }) => {
  if (data === 'environment') port.postMessage(process.env)
  else if (data === 'leave') process.exit(7)
  else port.postMessage(data)
})`)

const nextMessage = (port: ChildPort) =>
  new Promise<unknown>((resolve) => port.on('message', ({ data }) => resolve(data)))

test('messages cross as structured clones, also those sent before the child listens', async () => {
  const child = forkChild(echo)
  const message = { bytes: new Uint8Array([1, 2, 3]), text: 'Größe', when: new Date(0) }
  child.port.postMessage(message)
  expect(await nextMessage(child.port)).toEqual(message)
  child.kill()
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' })
})

test('secrets of the environment stay here', async () => {
  process.env.HF_TOKEN = 'secret'
  process.env.NODE_OPTIONS ??= ''
  const child = forkChild(echo)
  child.port.postMessage('environment')
  const environment = (await nextMessage(child.port)) as NodeJS.ProcessEnv
  expect(environment).toHaveProperty('PATH')
  expect(environment).not.toHaveProperty('HF_TOKEN')
  expect(environment).not.toHaveProperty('NODE_OPTIONS')
  child.kill()
  await child.exited
})

test('a child that leaves closes its port, and sending to it is safe', async () => {
  const child = forkChild(echo)
  const closed = new Promise<void>((resolve) => child.port.on('close', resolve))
  child.port.postMessage('leave')
  expect(await child.exited).toEqual({ code: 7, signal: null })
  await closed
  child.port.postMessage('anyone there?')
  child.kill()
})

test('a module that is missing is an exit, not an exception', async () => {
  const { code } = await forkChild(join(tmpdir(), 'carat-no-such-module.mjs')).exited
  expect(code).toBe(1)
})

test('a child ends when its parent is killed', async () => {
  const parent = childModule(`
const { forkChild } = await import('${urlOf('fork-child.ts')}')
const child = forkChild(${JSON.stringify(
    childModule(`
const port = connectParentPort()
port.on('message', () => port.postMessage(process.pid))`),
  )})
child.port.on('message', ({ data }) => process.send(data))
child.port.postMessage('who?')`)
  const killed = fork(parent, { execArgv: [] })
  const [grandchild] = (await once(killed, 'message')) as [number]
  killed.kill('SIGKILL')
  await expect.poll(() => isAlive(grandchild), { timeout: 5000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
