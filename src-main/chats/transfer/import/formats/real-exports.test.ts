import { expect, test } from 'vitest'
import type { ForeignPart, ImportFormat } from '../foreign-conversation.ts'
import { chatgpt } from './chatgpt.ts'
import { jan } from './jan.ts'
import { lmStudio } from './lm-studio.ts'
import { openWebui } from './open-webui.ts'

/** Reads files as an import does: every conversation, and what was left out. */
async function read(format: ImportFormat, files: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(files).map(([name, content]) => {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
    return {
      name,
      bytes: bytes.length,
      async *open() {
        if (content === BROKEN) throw new Error('a broken zip')
        yield bytes
      },
    }
  })
  const omitted: Partial<Record<string, number>> = {}
  const found = []
  const archive = { name: 'export', entries, close: () => {} }
  for await (const each of format.read(archive, (kind) => {
    omitted[kind] = (omitted[kind] ?? 0) + 1
  }))
    found.push(each)
  return { found, omitted }
}

const BROKEN = 'broken'

const words = (part: ForeignPart) =>
  part.type === 'text'
    ? part.text
    : part.type === 'picture'
      ? `(${part.picture.name})`
      : `{${part.name}: ${part.text}}`

/** The one conversation of some files: each message as `parent > key: words`. */
async function readOne(format: ImportFormat, files: Readonly<Record<string, unknown>>) {
  const { found, omitted } = await read(format, files)
  const [only] = found
  if (only?.kind !== 'foreign') throw new Error(JSON.stringify(found))
  const { conversation } = only
  const lines = conversation.messages.map(
    ({ key, parentKey, parts }) => `${parentKey ?? '-'} > ${key}: ${parts.map(words).join(' ')}`,
  )
  return { conversation, lines, leaf: conversation.leafKey, omitted }
}

type Said = [id: string, role: string, content: object, more?: object]

/** A conversation of ChatGPT without branches. */
const chatgptFile = (said: readonly Said[], more: object = {}) => ({
  'conversations.json': [
    {
      id: 'c',
      title: 'Talk',
      current_node: said.at(-1)?.[0],
      mapping: Object.fromEntries(
        said.map(([id, role, content, metadata = {}], place) => [
          id,
          {
            parent: said[place - 1]?.[0] ?? null,
            message: { author: { role }, content, metadata, create_time: 1_736_000_000 + place },
          },
        ]),
      ),
      ...more,
    },
  ],
})
const text = (...parts: unknown[]) => ({ content_type: 'text', parts })
const multimodal = (...parts: unknown[]) => ({ content_type: 'multimodal_text', parts })

test('ChatGPT: what was said aloud comes in words, its recordings are counted', async () => {
  const { lines, omitted } = await readOne(
    chatgpt,
    chatgptFile([
      [
        'q',
        'user',
        multimodal(
          { content_type: 'audio_transcription', text: 'Is it red?', direction: 'in' },
          {
            content_type: 'real_time_user_audio_video_asset_pointer',
            frames_asset_pointers: [],
            audio_asset_pointer: { asset_pointer: 'sediment://file_a' },
          },
        ),
      ],
      [
        'a',
        'assistant',
        multimodal(
          { content_type: 'audio_transcription', text: 'Yes, it is.', direction: 'out' },
          { content_type: 'audio_asset_pointer', asset_pointer: 'sediment://file_b' },
        ),
      ],
    ]),
  )
  expect(lines).toEqual(['- > q: Is it red?', 'q > a: Yes, it is.'])
  expect(omitted).toEqual({ files: 2 })
})

test('ChatGPT: the names of things stay where they were marked, and sources become links', async () => {
  const cite = '\ue200cite\ue202turn0search3\ue201'
  const { lines } = await readOne(
    chatgpt,
    chatgptFile([
      ['q', 'user', text('Who?')],
      [
        'a',
        'assistant',
        text(
          `It works with \ue200entity\ue202["software","Node.js","runtime"]\ue201. ${cite} ` +
            '\ue200entity\ue202["no\ue201\ue200video\ue202turn0video1\ue201End.',
        ),
        {
          content_references: [
            { matched_text: ' ', alt: '', type: 'sources_footnote' },
            { matched_text: cite, alt: '([nodejs.org](https://nodejs.org/))' },
            { matched_text: 7, alt: null },
          ],
        },
      ],
    ]),
  )
  expect(lines[1]).toBe('q > a: It works with Node.js. ([nodejs.org](https://nodejs.org/)) End.')
})

test('ChatGPT: a question that was only a file or a lost picture still parts two answers', async () => {
  const { lines, omitted } = await readOne(
    chatgpt,
    chatgptFile([
      ['q1', 'user', text('Hello')],
      ['a1', 'assistant', text('Hi')],
      [
        'q2',
        'user',
        multimodal({ content_type: 'image_asset_pointer', asset_pointer: 'sediment://file_1' }),
        { attachments: [{ id: 'file_1', name: 'cat.png', mime_type: 'image/png' }] },
      ],
      ['a2', 'assistant', text('A cat.')],
      [
        'q3',
        'user',
        text(''),
        { attachments: [{ id: 'file_2', name: 'notes.pdf', mime_type: 'application/pdf' }] },
      ],
      ['a3', 'assistant', text('Notes.')],
    ]),
  )
  expect(lines).toEqual([
    '- > q1: Hello',
    'q1 > a1: Hi',
    'a1 > q2: [cat.png]',
    'q2 > a2: A cat.',
    'a2 > q3: [notes.pdf]',
    'q3 > a3: Notes.',
  ])
  expect(omitted).toEqual({ missingPictures: 1, files: 1 })
})

test('ChatGPT: what is odd beside the words of a message does not cost the words', async () => {
  const { lines, omitted } = await readOne(
    chatgpt,
    chatgptFile([
      ['q', 'user', text('Hello'), { attachments: [{ name: 'a.pdf' }] }],
      ['a', 'assistant', text('Hi'), { model_slug: 4, content_references: {} }],
      ['odd', 'user', { parts: ['?'] }],
      ['b', 'assistant', text('there')],
    ]),
  )
  expect(lines).toEqual(['- > q: Hello', 'q > b: Hi there'])
  expect(omitted).toEqual({ files: 1, unknown: 1 })
})

test('ChatGPT: what is in its archive or pinned stays so', async () => {
  const one = (more: object) => readOne(chatgpt, chatgptFile([['q', 'user', text('Hello')]], more))
  expect((await one({ is_archived: true })).conversation).toMatchObject({
    archived: true,
    pinned: false,
  })
  expect(
    (await one({ is_archived: false, pinned_time: 1_736_000_000.5 })).conversation,
  ).toMatchObject({ archived: false, pinned: true })
})

/** A conversation of Open WebUI without branches. */
const webuiFile = (said: readonly object[], more: object = {}, chat: object = {}) => ({
  'chats.json': [
    {
      id: 'c',
      title: 'Talk',
      chat: {
        ...chat,
        history: {
          currentId: `${said.length - 1}`,
          messages: Object.fromEntries(
            said.map((message, place) => [
              `${place}`,
              { parentId: place === 0 ? null : `${place - 1}`, ...message },
            ]),
          ),
        },
      },
      ...more,
    },
  ],
})

test('Open WebUI: raw thoughts of earlier versions are no answer, and its instructions are counted', async () => {
  const { lines, omitted, conversation } = await readOne(
    openWebui,
    webuiFile(
      [
        { role: 'user', content: 'Say <think>' },
        { role: 'assistant', content: '<think>\nHm.\n</think>\n\nHi.' },
        { role: 'user', content: '', files: [{ type: 'image', url: '0b-17', name: 'cat.png' }] },
        { role: 'assistant', content: 'A cat in <think>.' },
        { role: 'user', content: 'More' },
        { role: 'assistant', content: '<think>Never done', done: false },
      ],
      { archived: true, pinned: true },
      { params: { system: 'Be kind.' } },
    ),
  )
  expect(lines).toEqual([
    '- > 0: Say <think>',
    '0 > 1: Hi.',
    '1 > 2: [cat.png]',
    '2 > 3: A cat in <think>.',
    '3 > 4: More',
  ])
  expect(omitted).toEqual({ thinking: 2, missingPictures: 1, instructions: 1 })
  expect(conversation).toMatchObject({ archived: true, pinned: true })
})

const lmStudioVersion = (role: string, more: object) => ({
  versions: [{ type: role === 'user' ? 'singleStep' : 'multiStep', role, ...more }],
  currentlySelected: 0,
})

test('LM Studio: notes on how it named a chat, signs around an answer and states of tools are none of it', async () => {
  const block = (...content: object[]) => ({ type: 'contentBlock', content })
  const { lines, omitted, conversation } = await readOne(lmStudio, {
    'conversations/1.conversation.json': {
      name: 'Talk',
      pinned: true,
      createdAt: 1_736_400_000_000,
      messages: [
        lmStudioVersion('user', { content: [{ type: 'text', text: 'Time?' }] }),
        lmStudioVersion('assistant', {
          steps: [
            block(
              { type: 'toolCallRequest', callId: 1, name: 'clock' },
              { type: 'toolCallResult', callId: 1 },
            ),
            { type: 'toolStatus', callId: 1 },
            block(
              { type: 'text', text: '<|channel|>final<|message|>', isStructural: true },
              { type: 'text', text: 'Noon.', isStructural: false },
              { type: 'text', text: null, fileIdentifier: null },
            ),
            { type: 'debugInfoBlock', debugInfo: "Conversation naming technique: 'prompt'" },
          ],
        }),
        lmStudioVersion('user', {
          content: [{ type: 'file', fileIdentifier: '1 - 7.pdf', fileType: 'text' }],
        }),
        lmStudioVersion('assistant', {
          steps: [block({ type: 'text', text: '<think>a</think>b' })],
        }),
      ],
    },
  })
  expect(lines).toEqual([
    '- > 0-0: Time?',
    '0-0 > 1-0: Noon.',
    '1-0 > 2-0: [1 - 7.pdf]',
    '2-0 > 3-0: b',
  ])
  expect(omitted).toEqual({ tools: 1, files: 1, thinking: 1 })
  expect(conversation.pinned).toBe(true)
})

const janMessage = (id: string, role: string, value: string, more: object = {}) => ({
  id,
  role,
  status: 'ready',
  content: [{ type: 'text', text: { value, annotations: [] } }],
  ...more,
})

/** A conversation of Jan; its files as Windows writes them. */
const janThread = (messages: readonly object[], more: object = {}) => ({
  'threads/t/thread.json': `\ufeff${JSON.stringify({ id: 't', title: 'Talk', ...more })}`,
  'threads/t/messages.jsonl': `\ufeff${messages.map((each) => JSON.stringify(each)).join('\r\n')}`,
})

test('Jan: versions stay beside each other, and the one that was chosen is on view', async () => {
  const at = (created_at: number, metadata: object) => ({ created_at, metadata })
  const { lines, leaf } = await readOne(
    jan,
    janThread([
      janMessage('q1', 'user', 'Hello', at(1, { parentId: null, activeChildId: 'a1' })),
      janMessage('a1', 'assistant', 'Hi', at(2, { parentId: 'q1' })),
      janMessage('a1b', 'assistant', 'Good day', at(3, { parentId: 'q1' })),
      janMessage('q2', 'user', 'And?', at(4, { parentId: 'a1' })),
      // Some versions of Jan lost the links of answers.
      janMessage('a2', 'assistant', 'So', at(5, { parentId: null })),
      janMessage('q3', 'user', 'Why?', at(6, { parentId: 'q2' })),
      janMessage('a3', 'assistant', 'Because', at(7, {})),
    ]),
  )
  expect(lines.toSorted()).toEqual([
    '- > q1: Hello',
    'a1 > q2: And?',
    'a2 > q3: Why?',
    'q1 > a1: Hi',
    'q1 > a1b: Good day',
    'q2 > a2: So',
    'q3 > a3: Because',
  ])
  expect(leaf).toBe('a3')
})

test('Jan: thoughts are no answer, and files of text come along as such', async () => {
  const { lines, omitted, conversation } = await readOne(
    jan,
    janThread(
      [
        janMessage(
          'q1',
          'user',
          'Sum it up\n\n[ATTACHED_FILES]\n- file_id: 1, name: big.pdf\n- file_id: 2, name: b.pdf\n[/ATTACHED_FILES]',
          { metadata: { inline_file_contents: [{ name: 'notes.txt', content: 'Buy milk.' }] } },
        ),
        janMessage('a1', 'assistant', '<think>Hm.</think>Milk.'),
        janMessage('q2', 'user', 'And?'),
        janMessage(
          'a2',
          'assistant',
          '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Bread.',
        ),
      ],
      { metadata: { is_favorite: true } },
    ),
  )
  expect(lines).toEqual([
    '- > q1: {notes.txt: Buy milk.} Sum it up',
    'q1 > a1: Milk.',
    'a1 > q2: And?',
    'q2 > a2: Bread.',
  ])
  expect(omitted).toEqual({ files: 2, thinking: 2 })
  expect(conversation.pinned).toBe(true)
})

test('Jan: a thread whose messages cannot be read is damaged, not empty', async () => {
  const { found } = await read(jan, {
    ...janThread([]),
    'threads/t/messages.jsonl': BROKEN,
  })
  expect(found).toEqual([{ kind: 'damaged' }])
})
