import { expect, test } from 'vitest'
import { janFiles, lmStudioFiles, openWebuiFile } from './testing/foreign-exports.ts'
import { importFiles, openTransfer, type TestFile } from './testing/open-transfer.ts'
import { rowsOf, tree } from './testing/read-stored.ts'

/** A file of JSON with something changed. */
function changed<Json>(file: TestFile, change: (json: Json) => void): TestFile {
  const json = JSON.parse(String(file.content)) as Json
  change(json)
  return { name: file.name, content: JSON.stringify(json) }
}

interface WebuiRow {
  updated_at: number
  chat: {
    history: {
      currentId: string
      messages: Record<
        string,
        { childrenIds: string[]; files?: object[]; [field: string]: unknown }
      >
    }
  }
}

test('Open WebUI: new messages, and a reply that was cut off when it was exported', async () => {
  const title = '🔴 Red circle'
  const transfer = openTransfer()
  const cutOff = changed(openWebuiFile(), ([{ chat }]: [WebuiRow]) => {
    Object.assign(chat.history.messages['a1']!, { content: 'A red', done: false })
  })
  await importFiles(transfer, [cutOff])
  const before = rowsOf(transfer, title)
  const later = changed(openWebuiFile(), ([one]: [WebuiRow]) => {
    const { history } = one.chat
    const { messages } = history
    one.updated_at = 1_738_000_000
    messages['a1']!.childrenIds = ['q2']
    messages['q2'] = {
      id: 'q2',
      parentId: 'a1',
      childrenIds: ['a3'],
      role: 'user',
      content: 'And now?',
      timestamp: 1_738_000_000,
      files: messages['q1']!.files!.slice(0, 1),
    }
    messages['a3'] = {
      id: 'a3',
      parentId: 'q2',
      childrenIds: [],
      role: 'assistant',
      content: 'The same.',
      model: 'gemma3:4b',
      timestamp: 1_738_000_010,
      done: true,
    }
    history.currentId = 'a3'
  })
  const { preview, state } = await importFiles(transfer, [later])
  expect(preview.conversations).toMatchObject([{ standing: 'grown', newMessages: 3 }])
  expect(state).toMatchObject({ result: { grown: 1, newMessages: 3, pictures: 1 } })
  expect(rowsOf(transfer, title).slice(0, before.length)).toEqual(before)
  expect(tree(transfer, title).slice(before.length)).toEqual([
    expect.stringMatching(/What is it\? > A red circle\.$/),
    'A red circle. > (image) And now?',
    '(image) And now? > The same. *',
  ])
  expect(transfer.database.prepare('select count(*) from attachments').pluck().get()).toBe(1)
  const again = await importFiles(transfer, [later])
  expect(again.preview.conversations).toMatchObject([{ standing: 'here', newMessages: 0 }])
})

test('Jan: a thread that went on, and one whose last answer was made anew', async () => {
  const transfer = openTransfer()
  await importFiles(transfer, janFiles())
  const [thread, list] = janFiles()
  const said = (id: string, role: string, value: string) =>
    JSON.stringify({
      id,
      object: 'thread.message',
      thread_id: 'jan_1736500000',
      role,
      status: 'ready',
      created_at: 1_738_500_000_000 + Number(id.slice(1)),
      content: [{ type: 'text', text: { value, annotations: [] } }],
    })
  const grown = `${String(list!.content)}\n${said('m3', 'user', 'Why?')}\n${said('m4', 'assistant', 'So.')}`
  const { preview } = await importFiles(transfer, [thread!, { ...list!, content: grown }])
  expect(preview.conversations).toMatchObject([{ standing: 'grown', newMessages: 2 }])
  expect(tree(transfer, 'Circles').slice(2)).toEqual(['A red circle. > Why?', 'Why? > So. *'])

  // Before it had versions, Jan put another answer in the place of the last one.
  const anew = `${grown.slice(0, grown.lastIndexOf('\n'))}\n${said('m5', 'assistant', 'Thus.')}`
  await importFiles(transfer, [thread!, { ...list!, content: anew }])
  expect(tree(transfer, 'Circles').slice(2)).toEqual([
    'A red circle. > Why?',
    'Why? > So.',
    'Why? > Thus. *',
  ])
})

interface LmMessage {
  versions: object[]
  currentlySelected: number
}

const lmText = (role: 'user' | 'assistant', text: string): LmMessage => ({
  versions: [
    role === 'user'
      ? { type: 'singleStep', role, content: [{ type: 'text', text }] }
      : {
          type: 'multiStep',
          role,
          steps: [{ type: 'contentBlock', content: [{ type: 'text', text }] }],
        },
  ],
  currentlySelected: 0,
})

/** The files of LM Studio with other messages in its one conversation. */
const lmStudioWith = (change: (messages: LmMessage[]) => void) => {
  const [conversation, ...rest] = lmStudioFiles()
  return [
    changed(conversation!, (json: { messages: LmMessage[] }) => change(json.messages)),
    ...rest,
  ]
}

test('LM Studio, whose messages have no ids: what went on, another version, the other one selected', async () => {
  const transfer = openTransfer()
  await importFiles(transfer, lmStudioFiles())
  const before = rowsOf(transfer, 'Hearts')
  const grown = lmStudioWith((messages) => {
    messages.push(lmText('assistant', 'You are welcome.'))
    messages[1]!.versions.push(...lmText('assistant', 'Pink!').versions)
    // What follows is the same for all versions there.
    messages[1]!.currentlySelected = 1
  })
  const { preview } = await importFiles(transfer, grown)
  expect(preview.conversations).toMatchObject([{ standing: 'grown', newMessages: 2 }])
  expect(rowsOf(transfer, 'Hearts').slice(0, before.length)).toEqual(before)
  expect(tree(transfer, 'Hearts').slice(before.length).toSorted()).toEqual([
    expect.stringMatching(/What is it\? > Pink!$/),
    'Thanks > You are welcome. *',
  ])
  const again = await importFiles(transfer, grown)
  expect(again.preview.conversations).toMatchObject([{ standing: 'here' }])
})

test('LM Studio: another message in the place of one that was taken out is a new one', async () => {
  const transfer = openTransfer()
  await importFiles(transfer, lmStudioFiles())
  const before = rowsOf(transfer, 'Hearts')
  const anew = lmStudioWith((messages) => {
    messages.splice(2, 1, lmText('user', 'Which pink?'), lmText('assistant', 'Hot pink.'))
  })
  const { preview } = await importFiles(transfer, anew)
  expect(preview.conversations).toMatchObject([{ standing: 'grown', newMessages: 2 }])
  expect(rowsOf(transfer, 'Hearts').slice(0, before.length)).toEqual(before)
  expect(tree(transfer, 'Hearts').slice(before.length)).toEqual([
    'A pink heart. > Which pink?',
    'Which pink? > Hot pink. *',
  ])
  const again = await importFiles(transfer, anew)
  expect(again.preview.conversations).toMatchObject([{ standing: 'here' }])
  // And on from there.
  const more = lmStudioWith((messages) => {
    messages.splice(2, 1, lmText('user', 'Which pink?'), lmText('assistant', 'Hot pink.'))
    messages.push(lmText('user', 'Thanks'))
  })
  await importFiles(transfer, more)
  expect(tree(transfer, 'Hearts').at(-1)).toBe('Hot pink. > Thanks *')
})
