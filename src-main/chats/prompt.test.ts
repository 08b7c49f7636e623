import { expect, test } from 'vitest'
import type { Message, Part } from '../contract/messages.ts'
import { hasPictures, type PictureFiles, timestamp, toPrompt } from './prompt.ts'

const id = (digit: string) => digit.repeat(64)
const fileOf = (letter: string) => new URL(`file:///${letter}.png`)
const files: PictureFiles = {
  findPicture: async (attachmentId) => fileOf(attachmentId.slice(0, 1)),
  findViews: async ({ url, detail }) => {
    const views = detail === 'detailed' ? ['1', '2'] : []
    return [url.slice(-1), ...views].map(fileOf)
  },
}

function message(role: Message['role'], parts: Part[]): Message {
  return {
    id: 'id',
    chatId: 'chat',
    parentId: null,
    sequence: 1,
    role,
    status: 'done',
    parts,
    failure: null,
    modelName: null,
    stats: null,
    context: null,
    createdAt: 0,
  }
}
const shown = (letter: string) => ({
  type: 'file',
  mediaType: 'image/png',
  data: { type: 'url', url: fileOf(letter) },
})
const text = (words: string): Part => ({ type: 'text', text: words })

test('pictures and text keep their order, and a clip becomes times and frames', async () => {
  const clip: Part = {
    type: 'data-clip',
    data: {
      name: 'clip.mp4',
      durationSeconds: 2,
      frames: [
        { attachmentId: id('a'), seconds: 0 },
        { attachmentId: id('b'), seconds: 1.5 },
      ],
    },
  }
  const picture: Part = {
    type: 'file',
    mediaType: 'image/jpeg',
    url: `attachment:${id('c')}`,
    filename: 'c.jpg',
  }
  const [user] = await toPrompt([message('user', [picture, clip, text('Why?')])], files)
  expect(user?.content).toEqual([
    shown('c'),
    { type: 'text', text: '[0:00.0]' },
    shown('a'),
    { type: 'text', text: '[0:01.5]' },
    shown('b'),
    { type: 'text', text: 'Why?' },
  ])
})

test('a picture with crops is told apart from them in the words Gemma 3 was published with', async () => {
  const picture: Part = {
    type: 'file',
    mediaType: 'image/jpeg',
    url: `attachment:${id('c')}`,
    filename: 'c.jpg',
    detail: 'detailed',
  }
  const [user] = await toPrompt([message('user', [picture])], files)
  expect(user?.content).toEqual([
    text('Here is the original image '),
    shown('c'),
    text(' and here are some crops to help you see better '),
    shown('1'),
    text(' '),
    shown('2'),
  ])
})

test('the sides always alternate: a reply without text joins the questions around it', async () => {
  const messages = await toPrompt(
    [
      message('user', [text('one')]),
      message('assistant', []),
      message('user', [text('two')]),
      message('assistant', [text('answer')]),
      message('user', [text('three')]),
    ],
    files,
  )
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  expect(messages[0]?.content).toEqual([
    { type: 'text', text: 'one' },
    { type: 'text', text: 'two' },
  ])
})

test('only messages with pictures or clips need an engine that sees', () => {
  expect(hasPictures([message('user', [text('hi')])])).toBe(false)
})

test.each([
  [0, '[0:00.0]'],
  [1.5, '[0:01.5]'],
  [59.96, '[1:00.0]'],
  [3725.24, '[62:05.2]'],
])('%d seconds are written %s', (seconds, words) => {
  expect(timestamp(seconds)).toBe(words)
})

test('instructions come first, then a summary, both in the user’s first turn', async () => {
  const branch = [message('user', [text('Why?')]), message('assistant', [text('So.')])]
  const before = { instructions: '  Be brief.\n', summary: 'They met.' }
  const messages = await toPrompt(branch, files, before)
  expect(messages).toEqual([
    {
      role: 'user',
      content: [
        {
          type: 'text',
          text: 'Be brief.\n\nSummary of the conversation so far:\nThey met.\n\n',
        },
        { type: 'text', text: 'Why?' },
      ],
    },
    { role: 'assistant', content: [{ type: 'text', text: 'So.' }] },
  ])
  expect(await toPrompt(branch, files, before)).toEqual(messages)
  const none = await toPrompt(branch, files, { instructions: ' \n' })
  expect(none).toEqual(await toPrompt(branch, files))
})
