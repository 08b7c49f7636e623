import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import type { HistoryState } from '../../../src-main/contract/history.ts'
import { verifyDatabase } from '../../../src-main/database/verify-database.ts'
import { createAppFolder } from '../../harness/app-folder.ts'
import { startHostProcess } from '../../harness/host-process.ts'
import { until } from '../../harness/until.ts'
import { connectToHost, type HostClient } from './host-client.ts'

/** What a disk that fills up under a running host came to. */
export interface FullDisk {
  /** Answers to commands while it was full. */
  refusals: Record<string, string>
  told: boolean
  /** The reply that was being written: its end once there was room again. */
  replySavedAfter: boolean
  /** The host starts on the full disk, tells so, and shows the conversations. */
  readableAtStart: boolean
  faults: string[]
}

const DISK_BYTES = 96 * 2 ** 20

/** Needs the right to mount: the disk is one in memory. */
export async function fillDisk(): Promise<FullDisk> {
  const folder = createAppFolder({ CARAT_LOG: 'fatal' })
  const { dataFolder } = folder
  mkdirSync(dataFolder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', dataFolder])
  const ballast = join(dataFolder, 'ballast')
  try {
    let host = await startHostProcess(folder)
    let { client, close } = await connectToHost(host.link)
    const states = watchStates(client)
    const { chatId, replyId } = await send(client, 'Hello')
    await ended(client, chatId, replyId)
    const running = await send(client, 'Count to 60.')
    const engines = folder.freezeEngines()
    takeAllRoom(ballast)
    const refusals: Record<string, string> = {}
    const attempt = async (name: string, work: () => Promise<unknown>) => {
      refusals[name] = await work().then(
        () => 'done',
        (error: unknown) => (error as { code?: string }).code ?? String(error),
      )
    }
    const long = 'word '.repeat(400_000)
    await attempt('send', () => send(client, long))
    await attempt('rename', () => client.chats.rename({ chatId, title: long.slice(0, 200) }))
    await attempt('attach', () =>
      client.attachments.add({ file: new File([Buffer.alloc(4_000_000, 1)], 'a.png') }),
    )
    engines.thaw()
    await until('words about the full disk', () => states.newest()?.storage === 'full').catch(
      () => {},
    )
    const told = states.newest()?.storage === 'full'
    rmSync(ballast)
    const end = await ended(client, running.chatId, running.replyId)
    takeAllRoom(ballast)
    await host.kill()
    close()
    host = await startHostProcess(folder)
    ;({ client, close } = await connectToHost(host.link))
    const list = await firstOf(await client.chats.follow())
    const state = await firstOf(await client.history.follow())
    const readableAtStart =
      list?.type === 'snapshot' && list.chats.length > 0 && state?.storage === 'full'
    await host.kill()
    close()
    rmSync(ballast)
    const database = new BetterSqlite3(join(dataFolder, 'carat.db'))
    const { damage, search } = verifyDatabase(database)
    database.close()
    return {
      refusals,
      told,
      replySavedAfter: end === 'done' || end === 'length',
      readableAtStart,
      faults: [...damage, ...search],
    }
  } finally {
    await until('the end of every process', () => folder.processes().length === 0)
    execFileSync('umount', [dataFolder])
    await folder.remove()
  }
}

const send = (client: HostClient, text: string) =>
  client.chats.send({
    requestId: randomUUID(),
    chatId: null,
    parentId: null,
    modelId: 'demo',
    parts: [{ type: 'text', text }],
    context: null,
  })

async function ended(client: HostClient, chatId: string, replyId: string): Promise<string> {
  for await (const event of await client.chats.followChat({ chatId })) {
    const message =
      event.type === 'snapshot'
        ? event.messages.find(({ id }) => id === replyId)
        : event.type === 'message' && event.message.id === replyId
          ? event.message
          : undefined
    if (message && message.status !== 'running') return message.status
  }
  return 'nothing'
}

async function firstOf<Value>(values: AsyncIterable<Value>): Promise<Value | null> {
  for await (const value of values) return value
  return null
}

function watchStates(client: HostClient) {
  let newest: HistoryState | null = null
  void (async () => {
    for await (const state of await client.history.follow()) newest = state
  })().catch(() => {})
  return { newest: () => newest as HistoryState | null }
}

/** Writes until there is not one page left. */
function takeAllRoom(file: string): void {
  const handle = openSync(file, 'a')
  try {
    for (const size of [2 ** 20, 4096, 512])
      for (;;) {
        try {
          if (writeSync(handle, Buffer.alloc(size)) < size) break
        } catch {
          break
        }
      }
  } finally {
    closeSync(handle)
  }
  if (statSync(file).size === 0) throw new Error('the disk was full before')
}
