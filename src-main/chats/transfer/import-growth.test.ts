import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createChatStore } from '../chat-store.ts'
import { createBranchCommits } from '../commit-branches.ts'
import { createMessageCommits } from '../commit-messages.ts'
import { fillProfile } from './testing/fill-profile.ts'
import { chatgptZip } from './testing/foreign-exports.ts'
import {
  ending,
  importFiles,
  inspectFiles,
  openTransfer,
  type OpenTransfer,
  words,
} from './testing/open-transfer.ts'
import { chatOf, everything, foundBy, rowsOf, tree } from './testing/read-stored.ts'

const model = { id: 'demo', name: 'Demo' }

/** Goes on with a conversation here, below the message on view or another. */
function say(transfer: OpenTransfer, title: string, question: string, below?: string) {
  const { id: chatId, leaf } = chatOf(transfer, title)
  const sent = createMessageCommits(transfer.database).send({
    requestId: randomUUID(),
    chatId,
    parentId: below ?? leaf,
    model,
    parts: [{ type: 'text', text: question }],
    context: null,
  })
  createChatStore(transfer.database).endReply(sent.replyId, {
    status: 'done',
    text: `Answer to ${question}`,
    failure: null,
    stats: null,
  })
  return sent
}

const shapes = 'Shapes & <b>colours</b>'

async function importChatgpt(transfer: OpenTransfer, options: { grown?: boolean } = {}) {
  return importFiles(transfer, [{ name: 'export.zip', content: await chatgptZip(options) }])
}

test('ChatGPT: what came since the last export joins the conversation, each message in its place', async () => {
  const transfer = openTransfer()
  await importChatgpt(transfer)
  const before = rowsOf(transfer, shapes)
  const pictures = transfer.database.prepare('select count(*) from attachments').pluck()
  expect(pictures.get()).toBe(1)

  const { id, preview, state } = await importChatgpt(transfer, { grown: true })
  expect(preview.conversations).toMatchObject([
    { title: shapes, standing: 'grown', messages: 7, newMessages: 3 },
    { title: '你好，世界', standing: 'here', messages: 2, newMessages: 0 },
  ])
  expect(state).toMatchObject({
    kind: 'done',
    result: { imported: 0, grown: 1, newMessages: 3, pictures: 2, failed: 0, lostPictures: 0 },
  })
  const rows = rowsOf(transfer, shapes)
  expect(rows.slice(0, before.length)).toEqual(before)
  expect(tree(transfer, shapes).slice(before.length)).toEqual([
    expect.stringMatching(/What is this\? > Red, and round\.$/),
    'Here it is. > (heart.webp) (my circle.png) And these?',
    '(heart.webp) (my circle.png) And these? > A heart and a circle. *',
  ])
  // The old picture is the one that was here.
  expect(pictures.get()).toBe(2)
  expect(chatOf(transfer, shapes).updatedAt).toBe(1_738_900_000_500)
  expect(foundBy(transfer, 'a heart and')).toBe(1)
  expect(transfer.announced.at(-1)).toBe(chatOf(transfer, shapes).id)

  const again = await importChatgpt(transfer, { grown: true })
  expect(again.preview.conversations.map(({ standing }) => standing)).toEqual(['here', 'here'])

  transfer.imports.undo(id)
  expect(rowsOf(transfer, shapes)).toEqual(before)
  expect(foundBy(transfer, 'a heart and')).toBe(0)
  expect(transfer.announced.at(-1)).toBe(chatOf(transfer, shapes).id)
})

test('undo takes exactly what was added: every row is as it was, and the import can be repeated', async () => {
  const transfer = openTransfer()
  await importChatgpt(transfer)
  const before = everything(transfer)
  const { id } = await importChatgpt(transfer, { grown: true })
  expect(everything(transfer)).not.toEqual(before)
  expect(transfer.imports.undo(id)).toEqual({ keptMessages: 0 })
  expect(everything(transfer)).toEqual(before)
  const again = await importChatgpt(transfer, { grown: true })
  expect(again.state).toMatchObject({ result: { grown: 1, newMessages: 3 } })
  expect(transfer.database.pragma('foreign_key_check')).toEqual([])
})

test('what was said here stays and stays on view; what came stands beside it', async () => {
  const transfer = openTransfer()
  await importChatgpt(transfer)
  const own = say(transfer, shapes, 'And here?')
  const before = rowsOf(transfer, shapes)
  const chat = chatOf(transfer, shapes)

  const { id } = await importChatgpt(transfer, { grown: true })
  expect(rowsOf(transfer, shapes).slice(0, before.length)).toEqual(before)
  expect(tree(transfer, shapes).slice(4)).toEqual([
    'Here it is. > And here?',
    'And here? > Answer to And here? *',
    expect.stringMatching(/What is this\? > Red, and round\.$/),
    'Here it is. > (heart.webp) (my circle.png) And these?',
    '(heart.webp) (my circle.png) And these? > A heart and a circle.',
  ])
  // It was used here later than there.
  expect(chatOf(transfer, shapes)).toEqual(chat)
  expect(chat.leaf).toBe(own.replyId)
  transfer.imports.undo(id)
  expect(rowsOf(transfer, shapes)).toEqual(before)
})

test('a branch on view that goes on in what came goes on on view, also beside own words', async () => {
  const transfer = openTransfer()
  await importChatgpt(transfer)
  const { id: chatId, leaf } = chatOf(transfer, shapes)
  const [question] = rowsOf(transfer, shapes)
  say(transfer, shapes, 'And here?', rowsOf(transfer, shapes)[1]!.id)
  createBranchCommits(transfer.database).showBranch(chatId, leaf)
  await importChatgpt(transfer, { grown: true })
  expect(tree(transfer, shapes).at(-1)).toBe(
    '(heart.webp) (my circle.png) And these? > A heart and a circle. *',
  )
  expect(question).toEqual(rowsOf(transfer, shapes)[0])
})

test('a message that something was written below stays when the import is undone', async () => {
  const transfer = openTransfer()
  await importChatgpt(transfer)
  const before = rowsOf(transfer, shapes)
  const { id } = await importChatgpt(transfer, { grown: true })
  const { replyId } = say(transfer, shapes, 'Which is larger?')
  expect(transfer.imports.undo(id)).toEqual({ keptMessages: 2 })
  const rows = tree(transfer, shapes)
  expect(rows.slice(before.length)).toEqual([
    'Here it is. > (heart.webp) (my circle.png) And these?',
    '(heart.webp) (my circle.png) And these? > A heart and a circle.',
    'A heart and a circle. > Which is larger?',
    'Which is larger? > Answer to Which is larger? *',
  ])
  expect(chatOf(transfer, shapes).leaf).toBe(replyId)
  // The rest is missing again, and comes again.
  const again = await importChatgpt(transfer, { grown: true })
  expect(again.preview.conversations[0]).toMatchObject({ standing: 'grown', newMessages: 1 })
})

test('one in the trash comes back with what is new, and goes there again without it', async () => {
  const transfer = openTransfer()
  await importChatgpt(transfer)
  const { id: chatId } = chatOf(transfer, shapes)
  const before = rowsOf(transfer, shapes)
  transfer.order.arrange([{ chatIds: [chatId], change: { removed: true } }])
  const { id, preview, state } = await importChatgpt(transfer, { grown: true })
  expect(preview.conversations[0]).toMatchObject({ standing: 'trash', newMessages: 3 })
  expect(state).toMatchObject({ result: { imported: 1, grown: 0 } })
  expect(chatOf(transfer, shapes).deletedAt).toBeNull()
  expect(rowsOf(transfer, shapes)).toHaveLength(7)
  transfer.imports.undo(id)
  expect(chatOf(transfer, shapes).deletedAt).not.toBeNull()
  expect(rowsOf(transfer, shapes)).toEqual(before)
})

test('two windows that bring the same messages at once bring them once', async () => {
  const transfer = openTransfer()
  await importChatgpt(transfer)
  const file = { name: 'export.zip', content: await chatgptZip({ grown: true }) }
  const found = [await inspectFiles(transfer, [file]), await inspectFiles(transfer, [file])]
  for (const { id, state } of found)
    if (state.kind === 'preview')
      transfer.imports.run(id, new Set(state.preview.conversations.map((each) => each.id)))
  const ends = await Promise.all(
    found.map(({ id }) => ending(transfer.imports.follow(id, undefined))),
  )
  const results = ends.map((end) => ('result' in end ? end.result : null))
  expect(results.map((result) => result?.failed)).toEqual([0, 0])
  expect(results.map((result) => result?.newMessages)).toContain(3)
  expect(results.map((result) => result?.newMessages)).toContain(0)
  expect(rowsOf(transfer, shapes)).toHaveLength(7)
})

async function exportAll({ exports }: OpenTransfer) {
  const id = (await exports.start({ scope: { kind: 'all' }, format: 'json', words })) ?? ''
  await ending(exports.follow(id, undefined))
  return { name: 'all.zip', content: readFileSync(exports.takeDownload(id)?.file ?? '') }
}

test('Carat: a conversation that went on on two computers has both, on either', async () => {
  const [first, second] = [openTransfer(), openTransfer()]
  await fillProfile(first)
  await importFiles(second, [await exportAll(first)])
  const title = 'Shapes / "round" <one>'
  say(first, title, 'From the first')
  say(second, title, 'From the second')
  const theirs = rowsOf(second, title)
  const { preview, state } = await importFiles(second, [await exportAll(first)])
  expect(preview.conversations.map(({ standing }) => standing).toSorted()).toEqual([
    'grown',
    'here',
  ])
  expect(state).toMatchObject({ result: { imported: 0, grown: 1, newMessages: 2 } })
  expect(rowsOf(second, title).slice(0, theirs.length)).toEqual(theirs)
  expect(tree(second, title).slice(5)).toEqual([
    'Still one. > From the second',
    'From the second > Answer to From the second *',
    'Still one. > From the first',
    'From the first > Answer to From the first',
  ])
  // And back: the first has the second's, and goes on showing its own.
  await importFiles(first, [await exportAll(second)])
  expect(tree(first, title).slice(5)).toEqual([
    'Still one. > From the first',
    'From the first > Answer to From the first *',
    'Still one. > From the second',
    'From the second > Answer to From the second',
  ])
  const older = await importFiles(first, [await exportAll(second)])
  expect(older.preview.conversations.map(({ standing }) => standing)).toEqual(['here', 'here'])
})

test('thousands of messages below each other are added, and taken away again', async () => {
  const transfer = openTransfer()
  const list = (length: number) => [
    {
      name: 'conversations.json',
      content: JSON.stringify([
        {
          id: 'long',
          title: 'Long',
          current_node: `${length - 1}`,
          mapping: Object.fromEntries(
            Array.from({ length }, (_, place) => [
              `${place}`,
              {
                parent: place === 0 ? null : `${place - 1}`,
                message: {
                  author: { role: place % 2 === 0 ? 'user' : 'assistant' },
                  content: { content_type: 'text', parts: [`number ${place}`] },
                },
              },
            ]),
          ),
        },
      ]),
    },
  ]
  await importFiles(transfer, list(2))
  const before = everything(transfer)
  const { id, state } = await importFiles(transfer, list(4_000))
  expect(state).toMatchObject({ result: { grown: 1, newMessages: 3_998 } })
  expect(tree(transfer, 'Long').at(-1)).toBe('number 3998 > number 3999 *')
  expect(transfer.imports.undo(id)).toEqual({ keptMessages: 0 })
  expect(everything(transfer)).toEqual(before)
})
