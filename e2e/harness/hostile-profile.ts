import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { payloads } from '../../src-renderer/chat/markdown/hostile/payloads.ts'
import { createChatStore, type ReplyEnd } from '../../src-main/chats/chat-store.ts'
import { createMessageCommits } from '../../src-main/chats/commit-messages.ts'
import type { ContextChoice, Part } from '../../src-main/contract/messages.ts'
import { openDatabase } from '../../src-main/database/open-database.ts'
import { tinyModel } from '../hub/gguf-content.ts'
import { checkout } from './checkout.ts'

/** Payloads that can be the name of a file. */
export const fileNames = payloads.filter(
  (name) => !/[/\0]/.test(name) && Buffer.byteLength(name) < 200 && name.isWellFormed(),
)

/** Some of every kind, for places that are text and nothing else. */
const some = payloads.filter((_, at) => at % 4 === 0)

/** Fills a profile with payloads in every place that a message has for words. */
export function makeHostileProfile(dataFolder: string, modelsFolder: string) {
  mkdirSync(dataFolder, { recursive: true })
  mkdirSync(modelsFolder, { recursive: true })
  for (const name of fileNames.slice(0, 40))
    writeFileSync(join(modelsFolder, `${name}.gguf`), tinyModel({ name }).read(0, 1e6))
  const database = openDatabase({
    dataFolder,
    migrationsFolder: join(checkout, 'resources/migrations'),
  })
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const setTitle = database.prepare('update chats set title = ? where id = ?')

  const turn = (
    before: { chatId: string; replyId: string } | null,
    parts: Part[],
    end: Pick<ReplyEnd, 'text' | 'failure' | 'status'>,
    more: { modelName?: string; context?: ContextChoice } = {},
  ) => {
    const committed = commits.send({
      requestId: randomUUID(),
      chatId: before?.chatId ?? null,
      parentId: before?.replyId ?? null,
      model: { id: 'demo', name: more.modelName ?? 'Demo' },
      parts,
      context: more.context ?? null,
    })
    store.endReply(committed.replyId, { stats: null, ...end })
    return committed
  }
  const conversation = (
    title: string,
    chosen: readonly string[],
    write: (payload: string, before: ReturnType<typeof turn> | null) => ReturnType<typeof turn>,
  ) => {
    let last: ReturnType<typeof turn> | null = null
    for (const payload of chosen) last = write(payload, last)
    setTitle.run(title, last!.chatId)
    return last!.chatId
  }
  const done = (text: string) => ({ status: 'done' as const, failure: null, text })

  const chats = database.transaction(() => {
    for (const payload of payloads) {
      const { chatId } = turn(null, [{ type: 'text', text: 'Title' }], done('ok'))
      setTitle.run(payload.slice(0, 200), chatId)
    }
    return {
      history: conversation('History', payloads, (payload, before) =>
        turn(before, [{ type: 'text', text: payload }], done(payload), { modelName: payload }),
      ),
      failures: conversation('Failures', some, (payload, before) =>
        turn(before, [{ type: 'text', text: 'What is it?' }], {
          status: 'failed',
          text: '',
          failure: { code: 'ENGINE_FAILED', data: { modelName: payload, detail: payload } },
        }),
      ),
      texts: conversation('Texts', some, (payload, before) =>
        turn(before, [{ type: 'data-text', data: { name: payload, text: payload } }], done('ok'), {
          ...(before && { context: { afterMessageId: before.replyId, summary: payload } }),
        }),
      ),
    }
  })()
  database
    .prepare(
      `insert into model_roots (id, kind, path, whole, is_default, position)
       values ('hostile', 'folder', ?, 1, 0, 100)`,
    )
    .run(modelsFolder)
  database.close()
  return chats
}
