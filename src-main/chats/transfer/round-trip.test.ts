import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openZip } from './import/open-zip.ts'
import { fillProfile } from './testing/fill-profile.ts'
import { makeZip } from './testing/make-zip.ts'
import {
  ending,
  importFiles,
  inspectFiles,
  openTransfer,
  type OpenTransfer,
  words,
} from './testing/open-transfer.ts'

/** But for when it was made, and for the order of assistants: each comes in with its conversation. */
function comparable(json: { assistants?: { name: string }[] }) {
  const assistants = json.assistants?.toSorted((one, other) => one.name.localeCompare(other.name))
  return { ...json, assistants, exportedAt: 0 }
}

/** The complete export of a profile: its bytes, and its contents. */
async function exportAll({ exports }: OpenTransfer) {
  const id = (await exports.start({ scope: { kind: 'all' }, format: 'json', words })) ?? ''
  await ending(exports.follow(id, undefined))
  const file = exports.takeDownload(id)?.file ?? ''
  const archive = await openZip(file, 'zip')
  const contents: Record<string, unknown> = {}
  for (const entry of archive.entries) {
    const bytes = await buffer(entry.open())
    contents[entry.name] = entry.name.endsWith('.json')
      ? comparable(JSON.parse(bytes.toString()) as object)
      : bytes.toString('base64')
  }
  archive.close()
  return { contents, bytes: readFileSync(file) }
}

const rowsOf = ({ database }: OpenTransfer) => ({
  chats: database.prepare('select count(*) from chats').pluck().get(),
  live: database.prepare('select count(*) from chats where deleted_at is null').pluck().get(),
  messages: database.prepare('select count(*) from messages').pluck().get(),
  attachments: database.prepare('select count(*) from attachments').pluck().get(),
  links: database.prepare('select count(*) from message_attachments').pluck().get(),
  recipes: database
    .prepare('select count(*) from messages where made_with is not null')
    .pluck()
    .get(),
})

test('what was exported comes back the same, and twice is once', async () => {
  const first = openTransfer()
  await fillProfile(first)
  const exported = await exportAll(first)
  const file = { name: 'Carat conversations.zip', content: exported.bytes }

  const second = openTransfer()
  second.database.prepare(modelRow).run()
  const { id, preview, state } = await importFiles(second, [file])
  expect(preview).toMatchObject({ source: 'carat', prompts: 2, omitted: {}, damaged: 0 })
  expect(preview.conversations.map(({ messages, pictures }) => [messages, pictures])).toEqual([
    [2, 0],
    [5, 2],
  ])
  expect(state).toMatchObject({
    kind: 'done',
    result: { imported: 2, failed: 0, pictures: 1, lostPictures: 0 },
  })
  expect((await exportAll(second)).contents).toEqual(exported.contents)
  expect(madeOf(second)).toEqual(madeOf(first))
  expect(madeOf(second).recipes).toHaveLength(3)
  const assistants = second.presets.read().assistants.toReversed()
  expect(assistants.map(({ name, removed }) => [name, removed])).toEqual([
    ['Poet <b>', false],
    ['翻译', true],
  ])
  expect(second.presets.read().prompts).toEqual(first.presets.read().prompts)
  expect(second.database.prepare(`select count(*) from message_search`).pluck().get()).toBe(7)

  const before = rowsOf(second)
  const again = await importFiles(second, [file])
  expect(again.preview.conversations.map(({ standing }) => standing)).toEqual(['here', 'here'])
  expect(rowsOf(second)).toEqual(before)

  // Undone it is in the trash; imported again it comes back, and nothing is doubled.
  second.imports.undo(id)
  expect(rowsOf(second)).toEqual({ ...before, live: 0 })
  expect(second.presets.read().assistants.every(({ removed }) => removed)).toBe(true)
  expect(second.presets.read().prompts).toEqual([])
  const back = await importFiles(second, [file])
  expect(back.preview.conversations.map(({ standing }) => standing)).toEqual(['trash', 'trash'])
  expect(rowsOf(second)).toEqual(before)
  expect(second.presets.read().prompts).toEqual(first.presets.read().prompts)
})

/** What replies were made from and who answers next, as it is stored. */
const madeOf = ({ database }: OpenTransfer) => ({
  recipes: database
    .prepare('select made_with from messages where made_with is not null order by id')
    .pluck()
    .all()
    .map((json) => JSON.parse(String(json)) as unknown),
  presets: database
    .prepare('select preset from chats order by id')
    .pluck()
    .all()
    .map((json) => JSON.parse(String(json)) as unknown),
})

/** The parts of an archive's files that tests change. */
interface LooseJson {
  attachments?: { file: string }[]
  assistants?: unknown[]
  prompts?: unknown[]
  preset?: object
  conversations?: object[]
  title?: string
  updatedAt?: number
  messages?: { madeWith?: { sampling: object; instructions: string } | null }[]
}

/** Changes the contents of an archive. */
async function rewrite(bytes: Buffer, change: (json: LooseJson, name: string) => void) {
  const file = join(temporaryFolder(), 'archive.zip')
  writeFileSync(file, bytes)
  const archive = await openZip(file, 'zip')
  const contents: { name: string; content: Buffer<ArrayBuffer> | string }[] = []
  for (const { name, open } of archive.entries) {
    const content = await buffer(open())
    if (!name.endsWith('.json')) contents.push({ name, content })
    else {
      const json = JSON.parse(content.toString()) as LooseJson
      change(json, name)
      contents.push({ name, content: JSON.stringify(json) })
    }
  }
  archive.close()
  return makeZip(contents)
}

test('an archive from before recipes, assistants and prompts comes in as it always did', async () => {
  const first = openTransfer()
  await fillProfile(first)
  const { bytes } = await exportAll(first)
  const old = await rewrite(bytes, (json) => {
    delete json.assistants
    delete json.prompts
    delete json.preset
    for (const message of json.messages ?? []) delete message.madeWith
  })
  const second = openTransfer()
  const { preview, state } = await importFiles(second, [{ name: 'old.zip', content: old }])
  expect(preview).toMatchObject({ omitted: {}, damaged: 0 })
  expect(state).toMatchObject({ kind: 'done', result: { imported: 2, failed: 0 } })
  expect(madeOf(second).recipes).toEqual([])
  expect(second.presets.read().assistants).toEqual([])
})

test('a recipe, a preset or an assistant that cannot be is left out and counted', async () => {
  const first = openTransfer()
  const { chatId } = await fillProfile(first)
  const { bytes } = await exportAll(first)
  const hostile = await rewrite(bytes, (json, name) => {
    if (name === 'carat.json') {
      const [poet, ...others] = json.assistants ?? []
      const long = { ...(poet as object), instructions: 'x'.repeat(20_001) }
      json.assistants = [long, ...others, { id: '../../etc', name: '' }, null]
      json.prompts?.push({ id: 'x', name: '', text: '' }, 7)
    }
    if (!name.includes(chatId)) return
    json.preset = { ...json.preset, sampling: { temperature: 1e9 } }
    const [one, other] = (json.messages ?? []).flatMap(({ madeWith }) => madeWith ?? [])
    if (!one || !other) throw new Error('no recipes')
    one.sampling = { ...one.sampling, seed: -1 }
    other.instructions = 'x'.repeat(20_001)
  })
  const second = openTransfer()
  const { preview, state } = await importFiles(second, [{ name: 'bad.zip', content: hostile }])
  expect(preview).toMatchObject({ prompts: 2, omitted: { details: 6, unknown: 2 }, damaged: 0 })
  expect(state).toMatchObject({ kind: 'done', result: { imported: 2, failed: 0 } })
  expect(madeOf(second).recipes).toHaveLength(1)
  expect(second.presets.read().assistants).toMatchObject([{ name: '翻译', removed: true }])
  // Whose model and assistant nobody knows here, the selected model answers in its own way.
  expect(second.database.prepare('select preset from chats where id = ?').pluck().get(chatId)).toBe(
    null,
  )
})

test('a time that no date can be is no time, a long title is cut, and each comes once', async () => {
  const first = openTransfer()
  const { chatId, chineseId } = await fillProfile(first)
  const { bytes } = await exportAll(first)
  const hostile = await rewrite(bytes, (json, name) => {
    json.conversations?.push(...json.conversations)
    if (name.includes(chatId)) json.updatedAt = 9e15
    if (name.includes(chineseId)) json.title = '长'.repeat(100_000)
  })
  const second = openTransfer()
  const { state } = await inspectFiles(second, [{ name: 'a.zip', content: hostile }])
  expect(state).toMatchObject({
    preview: { damaged: 1, conversations: [{ id: chineseId, title: '长'.repeat(200) }] },
  })
})

test('a picture that is another one than its name says is lost, and told', async () => {
  const first = openTransfer()
  const { picture } = await fillProfile(first)
  const { bytes } = await exportAll(first)
  const other = 'f'.repeat(64)
  const wrong = await rewrite(bytes, (json, name) => {
    const text = JSON.stringify(json).replaceAll(picture.id, other)
    Object.assign(json, JSON.parse(text))
    // The bytes are still those of the first one.
    if (name === 'carat.json')
      json.attachments?.forEach((each) => (each.file = each.file.replace(other, picture.id)))
  })
  const second = openTransfer()
  const { state } = await importFiles(second, [{ name: 'a.zip', content: wrong }])
  expect(state).toMatchObject({
    kind: 'done',
    result: { imported: 2, pictures: 0, lostPictures: 1 },
  })
  expect(rowsOf(second)).toMatchObject({ links: 0 })
})

test('an assistant who is here already stays as he is', async () => {
  const first = openTransfer()
  await fillProfile(first)
  const { bytes } = await exportAll(first)
  const [poet] = first.presets.read().assistants
  if (!poet) throw new Error('no assistant')
  const second = openTransfer()
  const { removed: _, ...mine } = { ...poet, name: 'Mine', modelId: null }
  second.presets.saveAssistant(mine, null)
  const { id } = await importFiles(second, [{ name: 'a.zip', content: bytes }])
  expect(second.presets.read().assistants[0]).toEqual({ ...mine, removed: false })
  second.imports.undo(id)
  expect(second.presets.read().assistants[0]).toEqual({ ...mine, removed: false })
})

const modelRow = `insert into models (id, name, name_source) values ('demo', 'Demo', 'carat')`

test('only what was chosen comes in, between those used before and after it', async () => {
  const first = openTransfer()
  const { chatId, chineseId } = await fillProfile(first)
  const { bytes } = await exportAll(first)
  const second = openTransfer()
  const { id } = await inspectFiles(second, [{ name: 'a.zip', content: bytes }])
  second.imports.run(id, new Set([chineseId]))
  expect(await ending(second.imports.follow(id, undefined))).toMatchObject({
    result: { imported: 1, newestChatId: chineseId },
  })
  await importFiles(second, [{ name: 'a.zip', content: bytes }])
  const order = second.database.prepare('select id from chats order by updated_at').pluck().all()
  expect(order).toEqual([chatId, chineseId])
})

test('a cancelled import keeps whole conversations only, and forgets its files', async () => {
  const first = openTransfer()
  await fillProfile(first)
  const { bytes } = await exportAll(first)
  const second = openTransfer()
  const { id, state } = await inspectFiles(second, [{ name: 'a.zip', content: bytes }])
  if (state.kind !== 'preview') throw new Error('no preview')
  second.imports.run(id, new Set(state.preview.conversations.map((each) => each.id)))
  second.imports.cancel(id)
  const end = await ending(second.imports.follow(id, undefined))
  expect(end.kind).toBe('cancelled')
  const { chats, messages } = rowsOf(second)
  expect([
    [0, 0],
    [1, 2],
  ]).toContainEqual([chats, messages])
  expect(() => second.imports.run(id, new Set())).not.toThrow()
  await expect(second.imports.receive(id, 0, 'late', new Blob(['x']))).rejects.toMatchObject({
    code: 'TRANSFER_GONE',
  })
})

test('an import that ends on a full disk tells what came in, which can be undone', async () => {
  const first = openTransfer()
  const { chatId, chineseId } = await fillProfile(first)
  const long = JSON.stringify([{ type: 'text', text: 'garden '.repeat(50_000) }])
  first.database.prepare('update messages set parts = ? where chat_id = ?').run(long, chatId)
  const { bytes } = await exportAll(first)
  const second = openTransfer()
  const { id } = await inspectFiles(second, [{ name: 'a.zip', content: bytes }])
  second.imports.run(id, new Set([chatId, chineseId]))
  const end = await ending(second.imports.follow(id, undefined), (state) => {
    // No page more than there are now.
    if (state.kind === 'importing' && state.done === 1) second.database.pragma('max_page_count = 1')
    return false
  })
  expect(end).toMatchObject({
    kind: 'failed',
    failure: { code: 'DISK_FULL' },
    result: { imported: 1, failed: 0, newestChatId: chineseId },
  })
  second.database.pragma('max_page_count = 1000000')
  expect(rowsOf(second)).toMatchObject({ live: 1, messages: 2 })
  second.imports.undo(id)
  expect(rowsOf(second)).toMatchObject({ chats: 1, live: 0 })
})

test('an archive of a newer Carat is named, one without a conversation is counted', async () => {
  const transfer = openTransfer()
  const manifest = (version: number, conversations: object[]) =>
    JSON.stringify({
      format: 'carat-conversations',
      version,
      carat: '9.0.0',
      exportedAt: 1,
      conversations,
      attachments: [],
    })
  const newer = await makeZip([{ name: 'carat.json', content: manifest(2, []) }])
  expect((await inspectFiles(transfer, [{ name: 'new.zip', content: newer }])).state).toMatchObject(
    {
      kind: 'failed',
      failure: { code: 'IMPORT_NEWER', data: { found: 2, supported: 1 } },
    },
  )
  const id = '5b1d5c1e-2222-4333-8444-555566667777'
  const empty = await makeZip([{ name: 'carat.json', content: manifest(1, [{ id, title: 'x' }]) }])
  const { state } = await inspectFiles(transfer, [{ name: 'old.zip', content: empty }])
  expect(state).toMatchObject({ kind: 'preview', preview: { conversations: [], damaged: 1 } })
})
