import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { isMediaFolder } from './vision-media.ts'

/**
 * What engines had read of conversations (their KV state), one file for each conversation and load.
 * An engine believes every byte of such a file, so only one that this profile's key has sealed is
 * ever given to it.
 */
export interface ConversationStates {
  /**
   * Clears what an earlier run was killed over: half states, and the pictures that a server was to
   * read. Nothing that this run writes is touched. @throws as the disk does
   */
  clearLeftOver(): Promise<void>
  /** Where engines write and read; there before this resolves. */
  folder(): Promise<string>
  /** The files of a conversation for one way of loading one model. */
  filesOf(conversationId: string, loadIdentity: string): StateFiles
  /** Whether the state is there and exactly what was kept. @throws the signal's reason */
  isSound(files: StateFiles, signal: AbortSignal | undefined): Promise<boolean>
  /** Seals what an engine has written as `incoming`; the oldest go where room is short. */
  keep(files: StateFiles): Promise<void>
  /** Removes all states of a conversation, and keeps none for it from now on. */
  forget(conversationId: string): Promise<void>
}

/** Names within the folder. */
export interface StateFiles {
  state: string
  incoming: string
  seal: string
}

/** Bytes of all states together, however much room there is. */
const MOST_BYTES = 8 * 2 ** 30
/** Of the room that would be free without them. */
const MOST_OF_DISK = 0.1
const KEY_FILE = 'key'

/** @param path the states' own folder, made when it is first needed */
export function createConversationStates(
  path: string,
  { mostBytes = MOST_BYTES }: { mostBytes?: number } = {},
): ConversationStates {
  const forgotten = new Set<string>()
  /** States that were there at the start or came since: of others the disk need not be asked. */
  const known = new Set<string>()
  let opened: Promise<Buffer> | undefined

  const open = () =>
    (opened ??= openFolder(path, known).catch((error: unknown) => {
      opened = undefined
      throw error
    }))
  const remove = (name: string) => rm(join(path, name), { force: true })

  const sealOf = async ({ state }: StateFiles, file: string, signal?: AbortSignal) => {
    const seal = createHmac('sha256', await open()).update(`${state}\n`)
    const bytes = createReadStream(join(path, file), { highWaterMark: 2 ** 20, signal })
    for await (const chunk of bytes) seal.update(chunk as Buffer)
    return seal.digest()
  }

  /** The newest stay as long as all of them together are small enough. */
  const makeRoom = async () => {
    const names = (await readdir(path)).filter((name) => name.endsWith('.state'))
    const states = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs, size } = await stat(join(path, name))
        return { name, size, usedAt: mtimeMs }
      }),
    )
    const { bavail, bsize } = await statfs(path)
    let total = states.reduce((sum, { size }) => sum + size, 0)
    const limit = Math.min(mostBytes, (bavail * bsize + total) * MOST_OF_DISK)
    for (const { name, size } of states.toSorted((one, other) => one.usedAt - other.usedAt)) {
      if (total <= limit) return
      await Promise.all([remove(name), remove(name.replace(/\.state$/, '.seal'))])
      total -= size
    }
  }

  return {
    clearLeftOver: async () => {
      if (existsSync(path)) await open()
    },
    folder: async () => {
      await open()
      return path
    },
    filesOf: (conversationId, loadIdentity) => {
      const name = `${shortHash(conversationId)}-${shortHash(loadIdentity)}`
      return { state: `${name}.state`, incoming: `${name}.incoming`, seal: `${name}.seal` }
    },
    isSound: async (files, signal) => {
      await open()
      if (!known.has(files.state)) return false
      try {
        const [kept, seal] = await Promise.all([
          readFile(join(path, files.seal), 'utf8'),
          sealOf(files, files.state, signal),
        ])
        const wanted = Buffer.from(kept, 'hex')
        if (wanted.length !== seal.length || !timingSafeEqual(wanted, seal)) return false
        const now = new Date()
        await utimes(join(path, files.state), now, now)
        return true
      } catch {
        signal?.throwIfAborted()
        return false
      }
    },
    keep: async (files) => {
      if (forgotten.has(conversationOf(files))) return remove(files.incoming)
      const seal = await sealOf(files, files.incoming)
      // Between these steps a state has no seal, or one that does not fit: it is then not believed.
      await remove(files.seal)
      await rename(join(path, files.incoming), join(path, files.state))
      known.add(files.state)
      await writeFile(join(path, files.seal), seal.toString('hex'), { mode: 0o600 })
      await makeRoom()
    },
    forget: async (conversationId) => {
      forgotten.add(shortHash(conversationId))
      const names = await readdir(path).catch(() => [])
      const own = names.filter((name) => name.startsWith(shortHash(conversationId)))
      await Promise.all(own.map(remove))
    },
  }
}

/** Makes the folder, clears what was never finished, and reads the key or makes one. */
async function openFolder(path: string, known: Set<string>): Promise<Buffer> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const names = await readdir(path)
  for (const name of names) if (name.endsWith('.state')) known.add(name)
  const unfinished = names.filter((name) => name.endsWith('.incoming') || isMediaFolder(name))
  const remove = (name: string) => rm(join(path, name), { recursive: true, force: true })
  await Promise.all(unfinished.map(remove))
  const keyPath = join(path, KEY_FILE)
  const written = await readFile(keyPath, 'utf8').catch(() => '')
  const key = Buffer.from(written, 'hex')
  if (key.length === 32) return key
  const made = randomBytes(32)
  await writeFile(keyPath, made.toString('hex'), { mode: 0o600 })
  return made
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24)

const conversationOf = ({ state }: StateFiles) => state.slice(0, state.indexOf('-'))
