import { expect, test } from 'vitest'
import { chatgptZip, janFiles, lmStudioFiles, openWebuiFile } from './testing/foreign-exports.ts'
import { makeZip } from './testing/make-zip.ts'
import { importFiles, openTransfer, type OpenTransfer } from './testing/open-transfer.ts'

/** Every message with the words of the one it follows; pictures by name. */
function tree({ database }: OpenTransfer, title: string) {
  const rows = database
    .prepare(
      `select messages.id, parent_id as parentId, role, status, parts, model_name as model,
         messages.created_at as time, active_leaf_id = messages.id as leaf
       from messages join chats on chats.id = chat_id where title = ? order by sequence`,
    )
    .all(title) as {
    id: string
    parentId: string | null
    role: string
    status: string
    parts: string
    model: string | null
    time: number
    leaf: 0 | 1
  }[]
  const wordsOf = ({ parts }: { parts: string }) =>
    (JSON.parse(parts) as { text?: string; filename?: string; url?: string }[])
      .map(({ text, filename, url }) => text ?? `(${filename} ${url?.slice(0, 19)})`)
      .join(' ')
  return rows.map((row) => {
    const above = rows.find(({ id }) => id === row.parentId)
    const model = row.model ? ` by ${row.model}` : ''
    return `${above ? wordsOf(above) : '-'} > ${row.role}${model}: ${wordsOf(row)}${row.leaf ? ' *' : ''}`
  })
}

const chatTimes = ({ database }: OpenTransfer, title: string) =>
  database.prepare('select created_at as c, updated_at as u from chats where title = ?').get(title)

test('ChatGPT: both wordings of a question, the picture by its file, times, and what is left out', async () => {
  const transfer = openTransfer()
  const zip = await chatgptZip()
  const { preview, state } = await importFiles(transfer, [{ name: 'export.zip', content: zip }])
  expect(preview).toMatchObject({
    source: 'chatgpt',
    damaged: 0,
    omitted: { thinking: 1, tools: 2, replyPictures: 1, missingPictures: 1, files: 1 },
    conversations: [
      { title: 'Shapes & <b>colours</b>', messages: 4, pictures: 1, standing: 'new' },
      { title: '你好，世界', messages: 2, pictures: 0, standing: 'new' },
    ],
  })
  expect(state).toMatchObject({
    kind: 'done',
    result: { imported: 2, failed: 0, pictures: 1, lostPictures: 0 },
  })
  const picture = '(my circle.png attachment:'
  const lines = tree(transfer, 'Shapes & <b>colours</b>')
  expect(lines[0]).toContain(`- > user: ${picture}`)
  expect(lines[1]).toMatch(/What is this\? > assistant by gpt-4o: A \*\*red\*\* circle\.$/)
  expect(lines.slice(2)).toEqual([
    '- > user: Draw <img src=x>',
    'Draw <img src=x> > assistant by o3: Here it is. *',
  ])
  expect(chatTimes(transfer, 'Shapes & <b>colours</b>')).toEqual({
    c: 1_736_209_400_500,
    u: 1_736_209_800_250,
  })
  expect(transfer.announced).toHaveLength(2)
})

test('how far it is counts what is looked through, not the pictures beside it', async () => {
  const { imports } = openTransfer()
  const id = imports.begin()
  const list = '[{"id":"x","mapping":{}}]'
  const zip = await makeZip([
    { name: 'conversations.json', content: list },
    { name: 'file-1.png', content: 'x'.repeat(100_000) },
  ])
  await imports.receive(id, 0, 'export.zip', new Blob([zip]))
  imports.inspect(id)
  const totals = new Set<number>()
  for await (const state of imports.follow(id, undefined)) {
    if (state.kind === 'reading') totals.add(state.totalBytes)
    if (state.kind === 'preview') break
  }
  // Not known until the archive is open.
  expect([...totals]).toEqual([0, list.length])
})

test('ChatGPT: the list alone, under any name, and in several files of a newer export', async () => {
  const transfer = openTransfer()
  const list = JSON.stringify([
    { id: 'x', title: 'One', mapping: { q: { parent: null, message: message('Hello') } } },
  ])
  expect(
    (await importFiles(transfer, [{ name: 'mine.json', content: list }])).preview,
  ).toMatchObject({
    source: 'chatgpt',
    conversations: [{ title: 'One', messages: 1 }],
  })
  const parts = await makeZip([
    { name: 'export/conversations-000.json', content: list },
    { name: 'export/conversations-001.json', content: '[{"id":"y","mapping":{}},{"no":1}]' },
  ])
  const again = await importFiles(transfer, [{ name: 'new.zip', content: parts }])
  expect(again.preview).toMatchObject({
    source: 'chatgpt',
    damaged: 1,
    conversations: [{ title: 'One', standing: 'here' }],
  })
})

const message = (words: string) => ({
  author: { role: 'user' },
  content: { content_type: 'text', parts: [words] },
  create_time: 1_736_000_000,
})

test('Open WebUI: versions of an answer, the one on view, pictures inside, thoughts left out', async () => {
  const transfer = openTransfer()
  const { preview, state } = await importFiles(transfer, [openWebuiFile()])
  expect(preview).toMatchObject({
    source: 'open-webui',
    omitted: { thinking: 1, missingPictures: 1, files: 1 },
    conversations: [{ title: '🔴 Red circle', messages: 3, pictures: 1 }],
  })
  expect(state).toMatchObject({ kind: 'done', result: { imported: 1, pictures: 1 } })
  const lines = tree(transfer, '🔴 Red circle')
  expect(lines[1]).toMatch(/What is it\? > assistant by Gemma 3 4B: A red circle\. \*$/)
  expect(lines[2]).toMatch(/What is it\? > assistant by gemma3:4b: It is a circle\.$/)
})

test('LM Studio: a folder with pictures; what follows belongs to the selected version', async () => {
  const transfer = openTransfer()
  const { preview, state } = await importFiles(transfer, lmStudioFiles())
  expect(preview).toMatchObject({
    source: 'lm-studio',
    omitted: { thinking: 1, instructions: 1 },
    conversations: [{ title: 'Hearts', messages: 4, pictures: 1, updatedAt: 1_736_400_009_000 }],
  })
  expect(state).toMatchObject({ kind: 'done', result: { imported: 1, pictures: 1 } })
  const lines = tree(transfer, 'Hearts')
  expect(lines[1]).toMatch(/assistant by gemma-3-4b: A pink heart\.$/)
  expect(lines[2]).toBe('A pink heart. > user: Thanks *')
  expect(lines[3]).toMatch(/assistant by google\/gemma-3-4b: A heart\.$/)
})

test('Jan: threads of a folder or a zip of it; a broken one is counted', async () => {
  const transfer = openTransfer()
  const { preview, state } = await importFiles(transfer, janFiles())
  expect(preview).toMatchObject({
    source: 'jan',
    damaged: 1,
    omitted: { thinking: 1, tools: 1 },
    conversations: [{ title: 'Circles', messages: 2, pictures: 1, updatedAt: 1_736_500_020_000 }],
  })
  expect(state).toMatchObject({ kind: 'done', result: { imported: 1 } })
  expect(tree(transfer, 'Circles')[1]).toMatch(/assistant by gemma-3-4b-it: A red circle\. \*$/)
  const zip = await makeZip(janFiles())
  const again = await importFiles(transfer, [{ name: 'jan.zip', content: zip }])
  expect(again.preview.conversations).toMatchObject([{ standing: 'here' }])
})

test.each([
  ['nothing.txt', 'hello'],
  ['other.json', '[{"a":1}]'],
  ['cat.png', '\x89PNG'],
  ['broken.json', '[{"mapping":'],
])('%s is no export that Carat knows, and says so', async (name, content) => {
  const transfer = openTransfer()
  const id = transfer.imports.begin()
  await transfer.imports.receive(id, 0, name, new Blob([content]))
  transfer.imports.inspect(id)
  const states = []
  for await (const state of transfer.imports.follow(id, undefined)) states.push(state)
  expect(states.at(-1)).toMatchObject({
    kind: 'failed',
    failure: { code: 'IMPORT_UNKNOWN', data: { name } },
  })
})
