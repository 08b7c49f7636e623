import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { makeZip } from './make-zip.ts'
import type { TestFile } from './open-transfer.ts'

const samples = resolve(import.meta.dirname, '../../../../e2e/fixtures/samples')
export const redCircle = readFileSync(resolve(samples, 'red-circle.png'))
const pinkHeart = readFileSync(resolve(samples, 'pink-heart.webp'))
const dataUrl = (bytes: Uint8Array, type: string) =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

const node = (id: string, parent: string | null, children: string[], message: object | null) => ({
  [id]: { id, parent, children, message: message && { id, ...message } },
})
const said = (role: string, content: object, create_time: number, more: object = {}) => ({
  author: { role, name: null, metadata: {} },
  create_time,
  update_time: null,
  content,
  status: 'finished_successfully',
  end_turn: true,
  weight: 1,
  metadata: {},
  recipient: 'all',
  channel: null,
  ...more,
})
const text = (...parts: string[]) => ({ content_type: 'text', parts })

/** ChatGPT: an edited question, a picture, one that is not there, a tool, hidden messages. */
const chatgptConversation = {
  id: 'c0ffee00-1111-4222-8333-444455556666',
  conversation_id: 'c0ffee00-1111-4222-8333-444455556666',
  title: 'Shapes & <b>colours</b>',
  create_time: 1_736_209_400.5,
  update_time: 1_736_209_800.25,
  current_node: 'a2',
  default_model_slug: 'gpt-4o',
  moderation_results: [],
  is_archived: false,
  mapping: {
    ...node('root', null, ['system'], null),
    ...node('system', 'root', ['context'], said('system', text(''), 0, { weight: 0 })),
    ...node(
      'context',
      'system',
      ['q1', 'q1b'],
      said('user', { content_type: 'user_editable_context', user_profile: 'x' }, 0, {
        metadata: { is_visually_hidden_from_conversation: true },
      }),
    ),
    ...node(
      'q1',
      'context',
      ['a1'],
      said(
        'user',
        {
          content_type: 'multimodal_text',
          parts: [
            {
              content_type: 'image_asset_pointer',
              asset_pointer: 'sediment://file_0000abc',
              size_bytes: redCircle.length,
              width: 224,
              height: 224,
            },
            { content_type: 'image_asset_pointer', asset_pointer: 'file-service://file-GONE' },
            'What is this?',
          ],
        },
        1_736_209_410,
        {
          metadata: {
            attachments: [
              { id: 'file_0000abc', name: 'my circle.png', mime_type: 'image/png' },
              { id: 'file-doc', name: 'notes.pdf', mime_type: 'application/pdf' },
            ],
          },
        },
      ),
    ),
    ...node(
      'a1',
      'q1',
      [],
      said('assistant', text('A **red** circle.\ue200cite\ue202turn0\ue201'), 1_736_209_420, {
        metadata: { model_slug: 'gpt-4o' },
      }),
    ),
    ...node('q1b', 'context', ['thinking'], said('user', text('Draw <img src=x>'), 1_736_209_500)),
    ...node(
      'thinking',
      'q1b',
      ['call'],
      said('assistant', { content_type: 'thoughts', thoughts: [] }, 1_736_209_505),
    ),
    ...node(
      'call',
      'thinking',
      ['tool'],
      said('assistant', text('{"prompt":"circle"}'), 1_736_209_510, { recipient: 't2i' }),
    ),
    ...node(
      'tool',
      'call',
      ['a2'],
      said(
        'tool',
        {
          content_type: 'multimodal_text',
          parts: [
            { content_type: 'image_asset_pointer', asset_pointer: 'file-service://file-MADE' },
          ],
        },
        1_736_209_520,
      ),
    ),
    ...node(
      'a2',
      'tool',
      [],
      said('assistant', text('Here it is.'), 1_736_209_530, { metadata: { model_slug: 'o3' } }),
    ),
  },
}

/** The same a month later: a question with a new and an old picture, and one version more above. */
const chatgptGrown = {
  ...chatgptConversation,
  update_time: 1_738_900_000.5,
  current_node: 'a3',
  mapping: {
    ...chatgptConversation.mapping,
    ...node(
      'a1c',
      'q1',
      [],
      said('assistant', text('Red, and round.'), 1_738_800_000, {
        metadata: { model_slug: 'gpt-4o' },
      }),
    ),
    ...node(
      'q3',
      'a2',
      ['a3'],
      said(
        'user',
        {
          content_type: 'multimodal_text',
          parts: [
            { content_type: 'image_asset_pointer', asset_pointer: 'sediment://file_0000def' },
            { content_type: 'image_asset_pointer', asset_pointer: 'sediment://file_0000abc' },
            'And these?',
          ],
        },
        1_738_900_000,
        {
          metadata: {
            attachments: [
              { id: 'file_0000def', name: 'heart.webp', mime_type: 'image/webp' },
              { id: 'file_0000abc', name: 'my circle.png', mime_type: 'image/png' },
            ],
          },
        },
      ),
    ),
    ...node(
      'a3',
      'q3',
      [],
      said('assistant', text('A heart and a circle.'), 1_738_900_010, {
        metadata: { model_slug: 'o3' },
      }),
    ),
  },
}

const chatgptPlain = {
  id: 'c0ffee00-1111-4222-8333-444455556667',
  title: null,
  create_time: 1_736_000_000,
  update_time: 1_736_000_100,
  current_node: 'a',
  mapping: {
    ...node('q', null, ['a'], said('user', text('你好，世界'), 1_736_000_000)),
    ...node('a', 'q', [], said('assistant', text('你好！'), 1_736_000_050)),
  },
}

/** @param grown both conversations went on, the first with a picture, below each of its questions */
export const chatgptZip = ({ grown = false } = {}) =>
  makeZip([
    { name: 'user.json', content: '{"id":"user-1","email":"a@example.com"}' },
    { name: 'chat.html', content: '<html></html>' },
    {
      name: 'conversations.json',
      content: JSON.stringify(
        grown ? [chatgptGrown, chatgptPlain] : [chatgptConversation, chatgptPlain],
      ),
    },
    { name: 'file_0000abc-sanitized.dat', content: redCircle },
    ...(grown ? [{ name: 'file_0000def-sanitized.dat', content: pinkHeart }] : []),
  ])

/** Open WebUI: an answer written again, thoughts in the text, pictures inside and elsewhere. */
export const openWebuiFile = (): TestFile => ({
  name: 'all-chats-export-1736300000000.json',
  content: JSON.stringify([
    {
      id: '5b1d5c1e-2222-4333-8444-555566667777',
      user_id: 'u1',
      title: '🔴 Red circle',
      created_at: 1_736_300_000,
      updated_at: 1_736_300_500,
      archived: false,
      pinned: true,
      meta: {},
      folder_id: null,
      chat: {
        id: '',
        title: '🔴 Red circle',
        models: ['gemma3:4b'],
        params: {},
        files: [],
        history: {
          currentId: 'a1',
          messages: {
            q1: {
              id: 'q1',
              parentId: null,
              childrenIds: ['a1', 'a2'],
              role: 'user',
              content: 'What is it?',
              timestamp: 1_736_300_010,
              models: ['gemma3:4b'],
              files: [
                { type: 'image', url: dataUrl(redCircle, 'image/png') },
                { type: 'image', url: '/api/v1/files/1/content' },
                { type: 'file', url: 'x', name: 'notes.pdf' },
              ],
            },
            a1: {
              id: 'a1',
              parentId: 'q1',
              childrenIds: [],
              role: 'assistant',
              content:
                '<details type="reasoning" done="true" duration="3">\n<summary>Thought</summary>\n> hm\n</details>\nA red circle.',
              model: 'gemma3:4b',
              modelName: 'Gemma 3 4B',
              timestamp: 1_736_300_020,
              done: true,
            },
            a2: {
              id: 'a2',
              parentId: 'q1',
              childrenIds: [],
              role: 'assistant',
              content: 'It is a circle.',
              model: 'gemma3:4b',
              timestamp: 1_736_300_030,
              done: true,
            },
          },
        },
        messages: [],
        tags: [],
        timestamp: 1_736_300_000_000,
      },
    },
  ]),
})

/** LM Studio: an answer with two versions of which the first is selected, and a picture. */
export const lmStudioFiles = (): TestFile[] => [
  {
    name: '.lmstudio/conversations/Work/1736400000000.conversation.json',
    content: JSON.stringify({
      name: 'Hearts',
      pinned: false,
      createdAt: 1_736_400_000_000,
      tokenCount: 20,
      userLastMessagedAt: 1_736_400_005_000,
      assistantLastMessagedAt: 1_736_400_009_000,
      systemPrompt: 'Be kind.',
      lastUsedModel: { identifier: 'google/gemma-3-4b' },
      messages: [
        {
          versions: [
            {
              type: 'singleStep',
              role: 'user',
              content: [
                { type: 'text', text: 'What is it?' },
                {
                  type: 'file',
                  fileIdentifier: '1736400000000 - 7.webp',
                  fileType: 'image',
                  sizeBytes: pinkHeart.length,
                },
              ],
            },
          ],
          currentlySelected: 0,
        },
        {
          versions: [
            {
              type: 'multiStep',
              role: 'assistant',
              senderInfo: { senderName: 'gemma-3-4b' },
              steps: [
                {
                  type: 'contentBlock',
                  style: { type: 'thinking' },
                  content: [{ type: 'text', text: 'hm' }],
                },
                { type: 'contentBlock', content: [{ type: 'text', text: 'A pink heart.' }] },
              ],
            },
            {
              type: 'multiStep',
              role: 'assistant',
              steps: [{ type: 'contentBlock', content: [{ type: 'text', text: 'A heart.' }] }],
            },
          ],
          currentlySelected: 0,
        },
        {
          versions: [
            { type: 'singleStep', role: 'user', content: [{ type: 'text', text: 'Thanks' }] },
          ],
          currentlySelected: 0,
        },
      ],
    }),
  },
  { name: '.lmstudio/user-files/1736400000000 - 7.webp', content: pinkHeart },
  {
    name: '.lmstudio/user-files/1736400000000 - 7.webp.metadata.json',
    content: '{"type":"image"}',
  },
]

/** Jan: two threads of which one is broken. */
export const janFiles = (): TestFile[] => [
  {
    name: 'threads/jan_1736500000/thread.json',
    content: JSON.stringify({
      id: 'jan_1736500000',
      object: 'thread',
      title: 'Circles',
      assistants: [{ assistant_id: 'jan', assistant_name: 'Jan', model: { id: 'gemma-3-4b-it' } }],
      created: 1_736_500_000,
      updated: 1_736_500_020,
      metadata: {},
    }),
  },
  {
    name: 'threads/jan_1736500000/messages.jsonl',
    content: [
      {
        id: 'm1',
        object: 'thread.message',
        thread_id: 'jan_1736500000',
        role: 'user',
        status: 'ready',
        created_at: 1_736_500_001_000,
        content: [
          { type: 'text', text: { value: 'And this?', annotations: [] } },
          { type: 'image_url', image_url: { url: dataUrl(redCircle, 'image/png') } },
        ],
      },
      {
        id: 'm2',
        object: 'thread.message',
        thread_id: 'jan_1736500000',
        role: 'assistant',
        status: 'ready',
        created_at: 1_736_500_009_000,
        content: [
          { type: 'reasoning', text: { value: 'hm', annotations: [] } },
          { type: 'text', text: { value: 'A red circle.', annotations: [] } },
          { type: 'tool_call', tool_call_id: 't', tool_name: 'x', input: {}, output: {} },
        ],
      },
    ]
      .map((message) => JSON.stringify(message))
      .join('\n'),
  },
  { name: 'threads/jan_1736500001/thread.json', content: '{"id":' },
]
