import { randomUUID } from 'node:crypto'
import type { createRandom } from '../../mutants/random.ts'
import { type Acknowledged, archivedOf } from './acknowledged.ts'
import type { HostClient } from './host-client.ts'

/** What puts conversations in order, and who answers in them: steps of a user who writes. */
export function makeArrangements(parts: {
  client: HostClient
  random: ReturnType<typeof createRandom>
  done: Acknowledged
  pickChat(): string
}): (() => Promise<unknown>)[] {
  const { client, done, pickChat, random } = parts
  const number = () => random.below(1_000_000)
  const folders: string[] = []

  const flag = (name: 'pinned' | 'archived' | 'removed') => {
    const chatId = pickChat()
    const value = random.below(2) === 1
    const column = name === 'removed' ? 'deleted_at is not null' : name
    const sql = `select ${column} from chats where id = ?`
    const what = name === 'archived' ? archivedOf(chatId) : { sql, of: [chatId] }
    return done.set(what, Number(value), () =>
      client.chats.arrange({ arrangements: [{ chatIds: [chatId], change: { [name]: value } }] }),
    )
  }
  const makeFolder = async () => {
    const folderId = randomUUID()
    const name = `Folder ${number()}`
    await done.set({ sql: 'select name from folders where id = ?', of: [folderId] }, name, () =>
      client.chats.makeFolder({ folderId, name }),
    )
    folders.push(folderId)
  }
  const putInFolder = async () => {
    if (folders.length === 0) return
    const chatId = pickChat()
    const folderId = random.pick(folders)
    const sql = 'select folder_id from chats where id = ?'
    await done.set({ sql, of: [chatId] }, folderId, () =>
      client.chats.arrange({ arrangements: [{ chatIds: [chatId], change: { folderId } }] }),
    )
  }
  const savePrompt = async () => {
    const prompt = { id: randomUUID(), name: `Prompt ${number()}`, text: 'Describe {{what}}.' }
    const sql = `select content ->> 'name' from presets where id = ?`
    await done.set({ sql, of: [prompt.id] }, prompt.name, () => client.presets.savePrompt(prompt))
  }
  return [
    () => flag('pinned'),
    () => flag('archived'),
    () => flag('removed'),
    makeFolder,
    putInFolder,
    savePrompt,
  ]
}
