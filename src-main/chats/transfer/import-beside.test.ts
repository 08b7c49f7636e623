import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fillProfile } from './testing/fill-profile.ts'
import {
  ending,
  importFiles,
  inspectFiles,
  openTransfer,
  type OpenTransfer,
  type TestFile,
  words,
} from './testing/open-transfer.ts'

async function exportAll({ exports }: OpenTransfer) {
  const id = (await exports.start({ scope: { kind: 'all' }, format: 'json', words })) ?? ''
  await ending(exports.follow(id, undefined))
  return { name: 'all.zip', content: readFileSync(exports.takeDownload(id)?.file ?? '') }
}

/** A profile with everything, a second one that took it over, and what the first exports later. */
async function makePair() {
  const first = openTransfer()
  const { chatId } = await fillProfile(first)
  const second = openTransfer()
  await importFiles(second, [await exportAll(first)])
  return { first, second, chatId }
}

/** Runs an import in which no conversation is chosen. */
async function importBeside(transfer: OpenTransfer, file: TestFile) {
  const { id, state } = await inspectFiles(transfer, [file])
  if (state.kind !== 'preview') throw new Error('no preview')
  transfer.imports.run(id, new Set())
  return { id, preview: state.preview, end: await ending(transfer.imports.follow(id, undefined)) }
}

const promptNames = ({ presets }: OpenTransfer) => presets.read().prompts.map(({ name }) => name)
const assistantsOf = ({ presets }: OpenTransfer) =>
  presets.read().assistants.flatMap(({ name, removed }) => (removed ? [] : [name]))
const foldersOf = ({ database }: OpenTransfer) =>
  database
    .prepare('select name from folders where removed_at is null order by position')
    .pluck()
    .all()

test('prompts come alone where all conversations are here, once, and go again', async () => {
  const { first, second } = await makePair()
  first.presets.savePrompt({ id: randomUUID(), name: 'New', text: 'Say it anew.' }, null)
  const file = await exportAll(first)
  const { id, preview, end } = await importBeside(second, file)
  expect(preview.conversations.map(({ standing }) => standing)).toEqual(['here', 'here'])
  expect(preview).toMatchObject({
    prompts: 3,
    beside: { prompts: 1, assistants: 0, folders: 0 },
  })
  expect(end).toMatchObject({
    kind: 'done',
    result: { imported: 0, newestChatId: null, beside: { prompts: 1, assistants: 0, folders: 0 } },
  })
  expect(second.presets.read().prompts).toEqual(first.presets.read().prompts)

  const again = await importBeside(second, file)
  expect(again.preview.beside).toEqual({ prompts: 0, assistants: 0, folders: 0 })
  expect(promptNames(second)).toEqual(['菜单', 'Alt text', 'New'])

  second.imports.undo(id)
  expect(promptNames(second)).toEqual(['菜单', 'Alt text'])
})

test('a folder and an assistant that are gone come back alone, and go again', async () => {
  const { first, second, chatId } = await makePair()
  const file = await exportAll(first)
  const [poet] = second.presets.read().assistants.filter(({ removed }) => !removed)
  const changed = { name: 'My poet' }
  second.presets.changeAssistant(poet!.id, changed)
  second.presets.remove('assistant', poet!.id)
  const folderId = second.database.prepare('select id from folders').pluck().get() as string
  second.order.arrange([{ chatIds: [chatId], change: { folderId: null } }])
  second.order.changeFolder(folderId, { removed: true })

  const { id, preview } = await importBeside(second, file)
  expect(preview.beside).toEqual({ prompts: 0, assistants: 1, folders: 1 })
  // It may answer in conversations, so it stays as it is here.
  expect(assistantsOf(second)).toEqual(['My poet'])
  expect(foldersOf(second)).toEqual(['Shapes'])

  second.imports.undo(id)
  expect([assistantsOf(second), foldersOf(second)]).toEqual([[], []])
})

test('what a conversation brings along waits for it; an undone import comes back whole', async () => {
  const first = openTransfer()
  const { chatId, chineseId } = await fillProfile(first)
  const file = await exportAll(first)
  const second = openTransfer()
  const { id, state } = await inspectFiles(second, [file])
  // The assistant and the folder come with the conversation they are named by.
  expect(state).toMatchObject({
    preview: { prompts: 2, beside: { prompts: 2, assistants: 0, folders: 0 } },
  })
  second.imports.run(id, new Set([chineseId]))
  await ending(second.imports.follow(id, undefined))
  expect([assistantsOf(second), foldersOf(second)]).toEqual([[], []])

  const rest = await importFiles(second, [file])
  expect(rest.state).toMatchObject({
    result: { imported: 1, beside: { prompts: 0, assistants: 1, folders: 1 } },
  })
  second.imports.undo(rest.id)
  expect([assistantsOf(second), foldersOf(second)]).toEqual([[], []])
  const back = await importFiles(second, [file])
  expect(back.state).toMatchObject({
    result: { imported: 1, beside: { assistants: 1, folders: 1 } },
  })
  expect([assistantsOf(second), foldersOf(second)]).toEqual([['Poet <b>'], ['Shapes']])
  expect(
    second.database.prepare('select folder_id is null from chats where id = ?').pluck().get(chatId),
  ).toBe(0)
})

test('a folder into which something was put meanwhile stays when its import is undone', async () => {
  const first = openTransfer()
  await fillProfile(first)
  const second = openTransfer()
  const { id } = await importFiles(second, [await exportAll(first)])
  const own = await fillProfile(second)
  const folderId = second.database
    .prepare(`select folder_id from chats where id <> ? and folder_id is not null`)
    .pluck()
    .get(own.chatId) as string
  second.order.arrange([{ chatIds: [own.chineseId], change: { folderId } }])
  second.imports.undo(id)
  expect(foldersOf(second)).toHaveLength(2)
})

test('an undo that fails forgets nothing and can be repeated', async () => {
  const first = openTransfer()
  await fillProfile(first)
  const second = openTransfer()
  const { id } = await importFiles(second, [await exportAll(first)])
  const live = second.database
    .prepare('select count(*) from chats where deleted_at is null')
    .pluck()
  second.database.pragma('query_only = ON')
  expect(() => second.imports.undo(id)).toThrow(/readonly/)
  second.database.pragma('query_only = OFF')
  expect([live.get(), promptNames(second).length]).toEqual([2, 2])
  // In the middle, too: conversations are in the trash, and the rest is not yet gone.
  second.database.exec(
    `create trigger full before update on presets begin select raise(abort, 'full'); end`,
  )
  expect(() => second.imports.undo(id)).toThrow('full')
  second.database.exec('drop trigger full')
  expect([live.get(), promptNames(second).length]).toEqual([0, 2])
  second.imports.undo(id)
  expect([promptNames(second), assistantsOf(second), foldersOf(second)]).toEqual([[], [], []])
})
