import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { forkChild } from '../../../platform/fork-child.ts'
import type { ChildHandle } from '../../../platform/host.ts'
import { temporaryFolder } from '../../../testing/temporary-folder.ts'
import { readExport } from './join-pieces.ts'
import { createExportReaders } from './reader-process.ts'

const entry = resolve(import.meta.dirname, '../../../reader/main.ts')
const never = new AbortController().signal
const nothing = { folders: [], assistants: [] }

/** Readers, the processes they start, and a way to make a file. */
function start() {
  const children: ChildHandle[] = []
  const readers = createExportReaders({
    spawnChild() {
      const child = forkChild(entry)
      children.push(child)
      return child
    },
  })
  onTestFinished(readers.dispose)
  const folder = temporaryFolder()
  const makeFile = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return { name, path, bytes: Buffer.byteLength(content) }
  }
  return { children, readers, folder, makeFile }
}

const message = (text: string) => ({
  author: { role: 'user' },
  content: { content_type: 'text', parts: [text] },
})
const list = (count: number, text: (place: number) => string) =>
  JSON.stringify([
    {
      id: 'c',
      title: 'Talk',
      mapping: Object.fromEntries(
        Array.from({ length: count }, (_, place) => [
          `${place}`,
          { parent: place === 0 ? null : `${place - 1}`, message: message(text(place)) },
        ]),
      ),
    },
  ])

async function readAll(reading: ReturnType<typeof readExport>) {
  const found = []
  for await (const one of reading) found.push(one)
  return found
}

test('a conversation of many pieces is whole again, and one nobody asked for is counted only', async () => {
  const { children, folder, makeFile, readers } = start()
  const file = makeFile(
    'list.json',
    list(900, (place) => `${place} ${'words '.repeat(200)}`),
  )
  const opened = await readers.open([file], folder, never)
  expect(opened).toMatchObject({ source: 'chatgpt', totalBytes: file.bytes })
  const read = (messagesOf: string[], onRead?: (bytes: number) => void) =>
    readAll(readExport(opened, nothing, { messagesOf, signal: never, ...(onRead && { onRead }) }))
  const [counted] = await read([])
  if (counted?.kind !== 'conversation') throw new Error('damaged')
  expect(counted.counts).toEqual({ messages: 900, pictures: 0 })
  expect(counted.conversation.messages).toEqual([])
  let bytes = 0
  const [whole] = await read([counted.conversation.id], (most) => (bytes = most))
  if (whole?.kind !== 'conversation') throw new Error('damaged')
  const { messages } = whole.conversation
  expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, place) => place + 1))
  expect(messages.map(({ parts }) => parts[0])).toEqual(
    messages.map((_, place) => ({
      type: 'text',
      text: `${place} ${'words '.repeat(200)}`.trim(),
    })),
  )
  expect(bytes).toBe(file.bytes)
  await opened.close()
  expect(await readers.open([file], folder, never)).toMatchObject({ source: 'chatgpt' })
  expect(children).toHaveLength(1)
})

test('giving up ends the process at once, in the middle of a file that takes long', async () => {
  const { children, folder, makeFile, readers } = start()
  const nodes = Array.from({ length: 300_000 }, (_, at) => `"${at}":{"parent":"${at - 1}"}`)
  const file = makeFile('long.json', `[{"id":"x","mapping":{${nodes.join(',')}}}]`)
  const givenUp = new AbortController()
  const opening = readers.open([file], folder, givenUp.signal)
  givenUp.abort(new Error('given up'))
  await expect(opening).rejects.toThrow('given up')
  expect((await children[0]!.exited).signal).toBe('SIGKILL')
})

test('a process that dies over an export says which one it was, and the next one is read', async () => {
  const { children, folder, makeFile, readers } = start()
  const file = makeFile(
    'bad.json',
    list(1, () => 'Hello'),
  )
  const opened = await readers.open([file], folder, never)
  children[0]!.kill()
  await expect(
    readAll(readExport(opened, nothing, { messagesOf: [], signal: never })),
  ).rejects.toMatchObject({ code: 'IMPORT_DAMAGED', data: { name: 'bad.json' } })
  await opened.close()
  const again = await readers.open([file], folder, never)
  expect(await readAll(readExport(again, nothing, { messagesOf: [], signal: never }))).toHaveLength(
    1,
  )
  expect(children).toHaveLength(2)
})

test('a text that is longer than any can be here is no honest one', async () => {
  const { folder, makeFile, readers } = start()
  const file = makeFile(
    'endless.json',
    list(1, () => 'a'.repeat(4_000_001)),
  )
  const opened = await readers.open([file], folder, never)
  expect(await readAll(readExport(opened, nothing, { messagesOf: [], signal: never }))).toEqual([
    { kind: 'damaged' },
  ])
})
