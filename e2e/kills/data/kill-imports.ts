import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { renderingFile } from '../../../src-main/attachments/rendering-file.ts'
import { createAppFolder } from '../../harness/app-folder.ts'
import { startHostProcess } from '../../harness/host-process.ts'
import { until } from '../../harness/until.ts'
import { createRandom } from '../../mutants/random.ts'
import { connectToHost, type HostClient } from './host-client.ts'
import { copyAsIs, openSound } from './open-sound.ts'
import { newPicture } from './pictures.ts'
import { namesIn } from './watch-files.ts'

/** What kills within imports came to. */
export interface ImportKills {
  kills: number
  /** Of those, within an import that adds messages to conversations that are here. */
  growing: number
  /** By what was there: none, some or all of the conversations. */
  before: number
  within: number
  after: number
  /** Half-made things on the disk. */
  middles: { files: number; picture: number }
  /** Conversations that the host had said were imported. */
  acknowledged: number
  faults: string[]
}

const CONVERSATIONS = 60
const MESSAGES = 6
/** The same conversations a month later. */
const GROWN_MESSAGES = 8
/** One conversation in so many has a picture. */
const PICTURED = 4
/** The first one comes in several steps, for it has so many messages more. */
const LONG = 400

interface Told {
  /** Conversations imported, by what the host said last. */
  done: number
  ended: boolean
}

/** An export with conversations that are in no other, as it is first and a month later. */
interface Export {
  name: string
  first: Buffer<ArrayBuffer>
  later: Buffer<ArrayBuffer>
}

/**
 * Kills the host while it imports, half of the times more of conversations that are here; the next
 * start imports the same again, which completes it.
 */
export async function killImports(kills: number, seed: number): Promise<ImportKills> {
  const random = createRandom(seed)
  const folder = createAppFolder({ CARAT_LOG: 'fatal' })
  const { dataFolder } = folder
  const none = { kills: 0, growing: 0, before: 0, within: 0, after: 0, acknowledged: 0 }
  const result: ImportKills = { ...none, middles: { files: 0, picture: 0 }, faults: [] }

  /**
   * How many conversations of an export are here with so many messages, each of them whole.
   *
   * @throws for parts of one
   */
  function countImported(name: string, wanted: number): number {
    const database = openSound(copyAsIs(join(dataFolder, 'carat.db'), `${dataFolder}-looked-at`))
    try {
      const found = database
        .prepare(
          `select count(*) as messages, (select group_concat(attachment_id)
             from message_attachments join messages of on of.id = message_id
             where of.chat_id = chats.id) as pictures, title
           from chats join messages on chat_id = chats.id
           where title like ? and deleted_at is null group by chats.id`,
        )
        .all(`${name} %`) as { messages: number; pictures: string | null; title: string }[]
      const isLong = (title: string) => title.endsWith(' 0')
      for (const one of found) if (isLong(one.title)) one.messages -= LONG
      for (const { messages, pictures, title } of found) {
        if (messages !== MESSAGES && messages !== wanted)
          throw new Error(`${title}: ${messages} messages`)
        const ids = pictures?.split(',') ?? []
        const shown = messages === MESSAGES ? 1 : 3
        const isPictured = Number(title.split(' ').at(-1)) % PICTURED === 0
        if (ids.length !== (isPictured ? shown : 0))
          throw new Error(`${title}: ${ids.length} pictures`)
        for (const id of ids)
          if (!existsSync(renderingFile(dataFolder, id, 'view'))) throw new Error(`${id} is gone`)
      }
      if (new Set(found.map(({ title }) => title)).size !== found.length)
        throw new Error('a conversation is here twice')
      return found.filter(({ messages }) => messages === wanted).length
    } finally {
      database.close()
    }
  }

  async function connect() {
    const host = await startHostProcess(folder)
    return { host, ...(await connectToHost(host.link)) }
  }

  async function complete(client: HostClient, { name, first, later }: Export, wanted: number) {
    await runImport(client, wanted === MESSAGES ? first : later, { done: 0, ended: false })
    const here = countImported(name, wanted)
    if (here !== CONVERSATIONS) throw new Error(`only ${here} came again`)
  }

  try {
    let last: { export: Export; wanted: number } | null = null
    /** How long an import takes, by what it brings. */
    const took = new Map<number, number>()
    for (;;) {
      const wanted = result.kills % 2 === 0 ? MESSAGES : GROWN_MESSAGES
      const life = `import ${result.kills + 1}`
      const { client, close, host } = await connect()
      try {
        if (last) await complete(client, last.export, last.wanted)
      } catch (error) {
        result.faults.push(`${life}, completed: ${String(error)}`)
      }
      if (result.kills === kills) {
        close()
        await host.stop()
        return result
      }
      const exported = makeExport(randomUUID())
      const { name } = exported
      if (wanted === GROWN_MESSAGES) await complete(client, exported, MESSAGES)
      const file = wanted === MESSAGES ? exported.first : exported.later
      const told: Told = { done: 0, ended: false }
      const begun = performance.now()
      const running = runImport(client, file, told).catch(() => {})
      const usual = took.get(wanted)
      if (usual === undefined) {
        await running
        took.set(wanted, performance.now() - begun)
        await host.stop()
        close()
        continue
      }
      await pause(random.below(usual))
      const said = told.done
      await host.kill()
      close()
      await running
      await until('the end of every process', () => folder.processes().length === 0)
      result.kills += 1
      result.growing += Number(wanted === GROWN_MESSAGES)
      last = { export: exported, wanted }
      try {
        const here = countImported(name, wanted)
        result.acknowledged += said
        if (here < said) result.faults.push(`${life}: ${said} were told and ${here} are here`)
        const found = here === 0 ? 'before' : here < CONVERSATIONS ? 'within' : 'after'
        result[found] += 1
      } catch (error) {
        result.faults.push(`${life}: ${String(error)}`)
      }
      const names = namesIn(dataFolder, ['transfers/imports', 'attachments/.incoming'])
      const has = (part: string) => Number(names.some((one) => one.startsWith(part)))
      result.middles.files += has('transfers/imports/')
      result.middles.picture += has('attachments/.incoming/')
    }
  } finally {
    await folder.remove()
  }
}

async function runImport(client: HostClient, file: Buffer<ArrayBuffer>, told: Told): Promise<void> {
  const { id } = await client.transfer.beginImport({})
  const name = 'all-chats-export.json'
  await client.transfer.receivePiece({ id, file: 0, name, piece: new File([file], name) })
  await client.transfer.inspectImport({ id })
  for await (const state of await client.transfer.followImport({ id })) {
    if (state.kind === 'preview') {
      const chosen = state.preview.conversations.filter(({ standing }) => standing !== 'here')
      if (chosen.length === 0) return
      const conversationIds = chosen.map((one) => one.id)
      await client.transfer.runImport({ id, conversationIds })
    }
    if (state.kind === 'importing') told.done = state.done
    if (state.kind === 'failed') throw new Error(JSON.stringify(state.failure))
    if (state.kind === 'done') {
      told.done = state.result.imported + state.result.grown
      told.ended = true
    }
  }
}

/** An export of another program, with conversations and pictures that are in no other. */
function makeExport(name: string): Export {
  const pictures = Array.from({ length: CONVERSATIONS }, () =>
    [newPicture(), newPicture()].map((picture) => ({
      type: 'image',
      url: `data:image/png;base64,${picture.toString('base64')}`,
    })),
  )
  const make = (count: number) => {
    const conversations = pictures.map((both, index) => {
      const more = index === 0 ? LONG : 0
      const length = count + more
      const picturesOf = (at: number) =>
        index % PICTURED > 0 ? [] : at === 0 ? both.slice(0, 1) : at === MESSAGES + more ? both : []
      const messages = Array.from({ length }, (_, at) => ({
        id: `m${at}`,
        parentId: at === 0 ? null : `m${at - 1}`,
        role: at % 2 === 0 ? 'user' : 'assistant',
        content: `${name} ${index} ${at} ${'what is in the garden '.repeat(20)}`,
        timestamp: 1_736_300_000 + at,
        done: true,
        files: picturesOf(at),
      }))
      return {
        id: `${name}-${index}`,
        title: `${name} ${index}`,
        created_at: 1_736_300_000,
        updated_at: 1_736_300_500 + count,
        chat: {
          history: {
            currentId: `m${length - 1}`,
            messages: Object.fromEntries(messages.map((message) => [message.id, message])),
          },
        },
      }
    })
    return Buffer.from(JSON.stringify(conversations))
  }
  return { name, first: make(MESSAGES), later: make(GROWN_MESSAGES) }
}
