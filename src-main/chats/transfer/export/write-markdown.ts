import { setImmediate } from 'node:timers/promises'
import { attachmentIdOf } from '../../../contract/attachments.ts'
import type { Chat } from '../../../contract/chats.ts'
import type { Message, Part } from '../../../contract/messages.ts'
import type { DocumentWords } from '../../../contract/transfer.ts'
import { endingOf, formatSeconds, formatTime, speakerOf } from './document.ts'
import type { ExportedPictures } from './exported-pictures.ts'

/** Where a document says a picture lies beside it; null when its file is gone. */
export type PlacePicture = (id: string) => string | null

/** Marks that would be Markdown in a name or title. */
const plain = (text: string) =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~$]/g, (mark) => `\\${mark}`)

/** A text as it is, in a fence longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text.replace(/\n$/, '')}\n${fence}`
}

function writePart(part: Part, place: PlacePicture, words: DocumentWords): string {
  const picture = (id: string, name: string) => {
    const path = place(id)
    return path === null ? `*${plain(name)}: ${words.pictureGone}*` : `![${plain(name)}](${path})`
  }
  switch (part.type) {
    case 'text':
      return part.text
    case 'file':
      return picture(attachmentIdOf(part.url), part.filename)
    case 'data-text':
      return `**${plain(part.data.name)}**\n\n${fenced(part.data.text)}`
    case 'data-clip': {
      const frames = part.data.frames.map(({ attachmentId, seconds }) => {
        const time = formatSeconds(seconds)
        return `${time}\n\n${picture(attachmentId, `${words.frameAt} ${time}`)}`
      })
      return [`**${plain(part.data.name)}**`, ...frames].join('\n\n')
    }
  }
}

function writeMessage(message: Message, place: PlacePicture, words: DocumentWords): string {
  const ending = endingOf(message, words)
  return [
    `## ${plain(speakerOf(message, words))}`,
    `<sub>${formatTime(message.createdAt, words)}</sub>`,
    ...message.parts.map((part) => writePart(part, place, words)),
    ...(ending === null ? [] : [`*${ending}*`]),
  ].join('\n\n')
}

/** One conversation as Markdown, message by message. */
export async function* writeMarkdown(
  chat: Chat,
  messages: readonly Message[],
  place: PlacePicture,
  words: DocumentWords,
): AsyncGenerator<string, void, void> {
  yield `# ${plain(chat.title || words.untitled)}\n`
  for (const message of messages) {
    yield `\n${writeMessage(message, place, words)}\n`
    await setImmediate()
  }
}

/** Paths of the pictures beside the documents; each picture is there once. */
export async function placePictures(
  ids: Iterable<string>,
  pictures: ExportedPictures,
): Promise<Map<string, string>> {
  const places = new Map<string, string>()
  for (const id of ids)
    // So many letters of a hash keep pictures apart and names short.
    if (await pictures.display(id)) places.set(id, `pictures/${id.slice(0, 16)}.webp`)
  return places
}
