import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import type { ChatListEvent } from './contract/chats.ts'
import { openDatabase } from './database/open-database.ts'
import { createRouter } from './rpc/router.ts'
import { createServices } from './services.ts'
import { createSourceHost } from './testing/source-host.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const CHATS = 5_000
const migrationsFolder = resolve(import.meta.dirname, '../resources/migrations')

/** A profile of which every conversation lies in one folder. */
function makeProfile(dataFolder: string, folderId: string) {
  const database = openDatabase({ dataFolder, migrationsFolder })
  database.exec(`insert into folders (id, name, position) values ('${folderId}', 'Work', 0)`)
  database.exec(`
    with recursive number(n) as (select 1 union all select n + 1 from number where n < ${CHATS})
    insert into chats (id, title, title_source, folder_id, created_at, updated_at, activity)
    select 'chat-' || n, 'Chat ' || n, 'user', '${folderId}', n, n, n from number`)
  database.close()
}

test(`a folder with ${CHATS} conversations goes and comes back with all of them`, async () => {
  const host = createSourceHost(temporaryFolder())
  const folderId = randomUUID()
  makeProfile(join(host.dataFolder), folderId)
  const services = await createServices(host)
  onTestFinished(() => services.dispose())
  const client = createRouterClient(createRouter(services))
  const closed = new AbortController()
  const events: AsyncIterator<ChatListEvent> = (
    await client.chats.follow(undefined, { signal: closed.signal })
  )[Symbol.asyncIterator]()
  const next = async () => {
    const { done, value } = await events.next()
    if (done) throw new Error('nothing more is told')
    return value
  }
  const change = async (removed: boolean) => {
    await client.chats.changeFolder({ folderId, change: { removed } })
    const event = await next()
    if (event.type !== 'arranged') throw new Error(event.type)
    const within = event.chats.filter((chat) => chat.folderId === folderId).length
    return { told: event.chats.length, within, folders: event.folders.length }
  }
  const first = await next()
  expect(first.type === 'snapshot' && first.chats.length).toBe(CHATS)
  expect(await change(true)).toEqual({ told: CHATS, within: 0, folders: 0 })
  expect(await change(false)).toEqual({ told: CHATS, within: CHATS, folders: 1 })
  // Again and again, as a key that is held would have it.
  for (const removed of [true, false, true, false])
    await client.chats.changeFolder({ folderId, change: { removed } })
  const [last] = (await Promise.all([next(), next(), next(), next()])).slice(-1)
  expect(last?.type === 'arranged' && last.chats[0]?.folderId).toBe(folderId)
  // And taken out one by one instead.
  const chatIds = Array.from({ length: CHATS }, (_, n) => `chat-${n + 1}`)
  await client.chats.arrange({ arrangements: [{ chatIds, change: { folderId: null } }] })
  const moved = await next()
  expect(moved.type === 'arranged' && moved.chats.every((chat) => chat.folderId === null)).toBe(
    true,
  )
  closed.abort()
})
