import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
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

/** The complete export of a profile: its bytes, and its contents but for when it was made. */
async function exportAll({ exports }: OpenTransfer) {
  const id = (await exports.start({ scope: { kind: 'all' }, format: 'json', words })) ?? ''
  await ending(exports.follow(id, undefined))
  const file = exports.takeDownload(id)?.file ?? ''
  const archive = await openZip(file, 'zip')
  const contents: Record<string, unknown> = {}
  for (const entry of archive.entries) {
    const bytes = await buffer(entry.open())
    contents[entry.name] = entry.name.endsWith('.json')
      ? { ...(JSON.parse(bytes.toString()) as object), exportedAt: 0 }
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
})

test('what was exported comes back the same, and twice is once', async () => {
  const first = openTransfer()
  await fillProfile(first)
  const exported = await exportAll(first)
  const file = { name: 'Carat conversations.zip', content: exported.bytes }

  const second = openTransfer()
  second.database.prepare(modelRow).run()
  const { id, preview, state } = await importFiles(second, [file])
  expect(preview).toMatchObject({ source: 'carat', omitted: {}, damaged: 0 })
  expect(preview.conversations.map(({ messages, pictures }) => [messages, pictures])).toEqual([
    [2, 0],
    [5, 2],
  ])
  expect(state).toMatchObject({
    kind: 'done',
    result: { imported: 2, failed: 0, pictures: 1, lostPictures: 0 },
  })
  expect((await exportAll(second)).contents).toEqual(exported.contents)
  expect(second.database.prepare(`select count(*) from message_search`).pluck().get()).toBe(7)

  const before = rowsOf(second)
  const again = await importFiles(second, [file])
  expect(again.preview.conversations.map(({ standing }) => standing)).toEqual(['here', 'here'])
  expect(rowsOf(second)).toEqual(before)

  // Undone it is in the trash; imported again it comes back, and nothing is doubled.
  second.imports.undo(id)
  expect(rowsOf(second)).toEqual({ ...before, live: 0 })
  const back = await importFiles(second, [file])
  expect(back.preview.conversations.map(({ standing }) => standing)).toEqual(['trash', 'trash'])
  expect(rowsOf(second)).toEqual(before)
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
  expect((await inspectFiles(transfer, [{ name: 'new.zip', content: newer }])).state).toEqual({
    kind: 'failed',
    failure: { code: 'IMPORT_NEWER', data: { found: 2, supported: 1 } },
  })
  const id = '5b1d5c1e-2222-4333-8444-555566667777'
  const empty = await makeZip([{ name: 'carat.json', content: manifest(1, [{ id, title: 'x' }]) }])
  const { state } = await inspectFiles(transfer, [{ name: 'old.zip', content: empty }])
  expect(state).toMatchObject({ kind: 'preview', preview: { conversations: [], damaged: 1 } })
})
