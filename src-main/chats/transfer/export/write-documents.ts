import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Chat } from '../../../contract/chats.ts'
import type { Message } from '../../../contract/messages.ts'
import type { DocumentWords } from '../../../contract/transfer.ts'
import { attachmentIdsOf } from '../attachment-ids.ts'
import type { ExportedPictures } from './exported-pictures.ts'
import { createNames, toFileName } from './file-name.ts'
import { placePictures, writeMarkdown } from './write-markdown.ts'
import { createZipWriter } from './zip-writer.ts'

type ReadBranch = (chat: Chat) => readonly Message[]

interface DocumentsParts {
  chats: readonly Chat[]
  readBranch: ReadBranch
  pictures: ExportedPictures
  words: DocumentWords
  onChat(): void
  signal: AbortSignal
}

/** Whether Markdown is one file, not an archive with pictures beside the documents. */
export function isOneDocument(chats: readonly Chat[], readBranch: ReadBranch): boolean {
  const [only] = chats
  if (chats.length !== 1 || !only) return false
  return readBranch(only).every(({ parts }) => attachmentIdsOf(parts).length === 0)
}

/** Writes Markdown: one document, or an archive of one for each conversation and their pictures. */
export async function writeDocuments(file: string, parts: DocumentsParts): Promise<void> {
  const { chats, readBranch, pictures, words, onChat, signal } = parts
  const nameIt = createNames()
  const places = new Map<string, string>()
  const document = async (chat: Chat) => {
    const messages = readBranch(chat)
    const wanted = messages.flatMap((message) => attachmentIdsOf(message.parts))
    for (const [id, path] of await placePictures(wanted, pictures)) places.set(id, path)
    return writeMarkdown(chat, messages, (id) => places.get(id) ?? null, words)
  }
  const [only] = chats
  if (only && isOneDocument(chats, readBranch)) {
    const text = Readable.from(await document(only), { objectMode: false })
    await pipeline(text, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal })
    return onChat()
  }
  const zip = createZipWriter(file, signal)
  for (const chat of chats) {
    const name = nameIt(toFileName(chat.title, words.untitled), '.md')
    await zip.add(name, await document(chat), { compress: true, time: chat.updatedAt })
    onChat()
  }
  for (const [id, path] of places) {
    const picture = await pictures.display(id)
    if (picture) await zip.add(path, picture.open(), { compress: false, time: Date.now() })
  }
  await zip.finish()
}
