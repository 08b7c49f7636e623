import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LOCK_FILE, lockDataFolder } from './data-folder-lock.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carat-lock-'))
  file = join(folder, LOCK_FILE)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Another process that takes the lock, says so, and stays. */
async function startHolder() {
  const source = `
    import { lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'data-folder-lock.ts'))}
    const { lock } = lockDataFolder(${JSON.stringify(folder)})
    lock?.announce('http://127.0.0.1:1/')
    process.stdout.write(lock ? 'locked' : 'refused')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString() }
}

test('a folder is held until it is released', () => {
  const { lock } = lockDataFolder(folder)
  expect(lock).not.toBeNull()
  expect(lockDataFolder(folder).heldBy).toMatchObject({ pid: process.pid, url: null })
  lock?.release()
  expect(existsSync(file)).toBe(false)
  expect(lockDataFolder(folder).heldBy).toBeNull()
})

test('another process is told who holds the folder, and takes it over after a kill', async () => {
  const { child, said } = await startHolder()
  expect(said).toBe('locked')
  expect(lockDataFolder(folder).heldBy).toMatchObject({
    pid: child.pid,
    url: 'http://127.0.0.1:1/',
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(file)).toBe(true)
  expect(lockDataFolder(folder).heldBy).toBeNull()
})

test('a process id that was used again does not hold the folder', () => {
  lockDataFolder(folder)
  const old = JSON.parse(readFileSync(file, 'utf8')) as { startedAt: string }
  writeFileSync(file, JSON.stringify({ ...old, startedAt: `${old.startedAt}0` }))
  expect(lockDataFolder(folder).heldBy).toBeNull()
})

test.each(['', '{', '{}', '{"pid":-1}', 'null', '\0\0\0'])(
  'a torn lock %j is taken over',
  (text) => {
    writeFileSync(file, text)
    expect(lockDataFolder(folder).heldBy).toBeNull()
  },
)

test('of eight starts at once on a stale lock exactly one wins', async () => {
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'gone', url: null }))
  const starts = await Promise.all(Array.from({ length: 8 }, startHolder))
  expect(starts.filter(({ said }) => said === 'locked')).toHaveLength(1)
  await Promise.all(
    starts.map(async ({ child }) => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }),
  )
}, 30_000)
