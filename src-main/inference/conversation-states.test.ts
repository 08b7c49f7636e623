import { existsSync } from 'node:fs'
import { appendFile, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createConversationStates } from './conversation-states.ts'
import { makeMediaFolder } from './vision-media.ts'

const open = (folder = join(temporaryFolder(), 'states'), mostBytes = 2 ** 20) => {
  const states = createConversationStates(folder, { mostBytes })
  const keep = async (conversation: string, bytes = 'what was read') => {
    const files = states.filesOf(conversation, 'load')
    await writeFile(join(await states.folder(), files.incoming), bytes)
    await states.keep(files)
    return files
  }
  return { ...states, path: folder, keepFor: keep }
}

test('a state that was kept is sound, also after a restart', async () => {
  const states = open()
  const files = await states.keepFor('a')
  expect(await states.isSound(files, undefined)).toBe(true)
  expect(await open(states.path).isSound(files, undefined)).toBe(true)
  expect(await readFile(join(states.path, files.state), 'utf8')).toBe('what was read')
})

test('the key and the folder are for their owner alone', async () => {
  const states = open()
  await states.folder()
  const modes = await Promise.all(
    [states.path, join(states.path, 'key')].map(async (path) => (await stat(path)).mode & 0o077),
  )
  expect(modes).toEqual(process.platform === 'win32' ? modes : [0, 0])
})

test('a damaged, foreign, exchanged or missing state is not believed', async () => {
  const states = open()
  const damaged = await states.keepFor('a')
  await appendFile(join(states.path, damaged.state), '!')
  expect(await states.isSound(damaged, undefined)).toBe(false)

  const other = open()
  const foreign = await other.keepFor('b')
  for (const name of [foreign.state, foreign.seal])
    await writeFile(join(states.path, name), await readFile(join(other.path, name)))
  expect(await states.isSound(foreign, undefined)).toBe(false)

  const mine = await states.keepFor('c')
  const theirs = states.filesOf('d', 'load')
  await writeFile(join(states.path, theirs.state), await readFile(join(states.path, mine.state)))
  await writeFile(join(states.path, theirs.seal), await readFile(join(states.path, mine.seal)))
  expect(await states.isSound(theirs, undefined)).toBe(false)

  expect(await states.isSound(states.filesOf('e', 'load'), undefined)).toBe(false)
})

test('the states that were used last stay within the room there is', async () => {
  const states = open(undefined, 25)
  const first = await states.keepFor('a', '0123456789')
  const second = await states.keepFor('b', '0123456789')
  const past = new Date(Date.now() - 60_000)
  await utimes(join(states.path, first.state), past, past)
  const earlier = new Date(Date.now() - 120_000)
  await utimes(join(states.path, second.state), earlier, earlier)
  await states.isSound(first, undefined)
  const third = await states.keepFor('c', '0123456789')
  expect((await readdir(states.path)).filter((name) => name.endsWith('.state')).toSorted()).toEqual(
    [first.state, third.state].toSorted(),
  )
})

test('a conversation that is forgotten leaves nothing, and nothing of it is kept again', async () => {
  const states = open()
  await states.keepFor('a')
  const other = await states.keepFor('b')
  await states.forget('a')
  await states.keepFor('a')
  expect((await readdir(states.path)).toSorted()).toEqual(
    ['key', other.state, other.seal].toSorted(),
  )
})

test('what an engine did not finish is cleared away at the next start', async () => {
  const states = open()
  const { incoming } = states.filesOf('a', 'load')
  await writeFile(join(await states.folder(), incoming), 'half')
  await open(states.path).folder()
  expect(await readdir(states.path)).toEqual(['key'])
})

test('pictures of a run that was killed go without any model, those of this run stay', async () => {
  const states = open()
  const { state } = await states.keepFor('a')
  const left = await makeMediaFolder(states.path)
  await writeFile(join(left!, 'a.png'), 'seen')
  const next = open(states.path)
  await next.clearLeftOver()
  expect((await readdir(states.path)).filter((name) => !name.endsWith('.seal')).toSorted()).toEqual(
    [state, 'key'].toSorted(),
  )
  const own = await makeMediaFolder(await next.folder())
  await next.clearLeftOver()
  expect(await readdir(own!)).toEqual([])
})

test('where nothing was ever kept nothing is made', async () => {
  const states = open()
  await states.clearLeftOver()
  expect(existsSync(states.path)).toBe(false)
})
