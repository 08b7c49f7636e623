import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { attachmentIdOf } from '../../../contract/attachments.ts'
import type { Chat } from '../../../contract/chats.ts'
import type { Message, Part } from '../../../contract/messages.ts'
import type { DocumentWords } from '../../../contract/transfer.ts'
import { endingOf, formatSeconds, formatTime, speakerOf } from './document.ts'
import { documentStyle } from './document-style.ts'
import type { ExportedPictures } from './exported-pictures.ts'
import { escapeHtml, markdownToHtml } from './markdown-to-html.ts'

interface HtmlParts {
  title: string
  chats: readonly Chat[]
  /** Messages of a conversation, read when its turn comes. */
  readBranch(chat: Chat): readonly Message[]
  pictures: ExportedPictures
  words: DocumentWords
  onChat(): void
}

/** Only this one style sheet and pictures that are in the file itself; no scripts, no requests. */
const policy = [
  `default-src 'none'`,
  `img-src data:`,
  `style-src 'sha256-${createHash('sha256').update(documentStyle).digest('base64')}'`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ')

const pageStart = (
  title: string,
  several: boolean,
  { language, direction }: DocumentWords,
) => `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${documentStyle}</style>
</head>
<body>
<main${several ? ' class="several"' : ''}>
`

const contents = (chats: readonly Chat[], words: DocumentWords) => `<nav aria-labelledby="contents">
<h2 id="contents">${escapeHtml(words.contents)}</h2>
<ol>
${chats.map(({ title }, index) => `<li><a href="#c${index + 1}">${escapeHtml(title || words.untitled)}</a></li>`).join('\n')}
</ol>
</nav>
`

/** A page of one conversation has its title for its heading, one of several a title of its own. */
const isOne = ({ chats }: HtmlParts) => chats.length === 1

async function* picture(
  id: string,
  name: string,
  { pictures, words }: HtmlParts,
): AsyncGenerator<string> {
  const found = await pictures.display(id)
  if (!found) {
    yield `<p class="gone">${escapeHtml(`${name}: ${words.pictureGone}`)}</p>`
    return
  }
  yield `<figure><img alt="${escapeHtml(name)}" src="data:image/webp;base64,`
  // Base64 goes by threes, so what is left of one piece begins the next.
  let rest: Uint8Array = new Uint8Array()
  for await (const piece of found.open()) {
    const bytes = Buffer.concat([rest, piece])
    const whole = bytes.length - (bytes.length % 3)
    yield bytes.toString('base64', 0, whole)
    rest = bytes.subarray(whole)
  }
  yield `${Buffer.from(rest).toString('base64')}"><figcaption>${escapeHtml(name)}</figcaption></figure>\n`
}

async function* writePart(part: Part, role: Message['role'], parts: HtmlParts) {
  switch (part.type) {
    case 'text':
      if (role === 'assistant')
        yield `<div class="reply">${await markdownToHtml(part.text, isOne(parts) ? 3 : 4)}</div>\n`
      else yield `<p class="plain" dir="auto">${escapeHtml(part.text)}</p>\n`
      return
    case 'file':
      yield* picture(attachmentIdOf(part.url), part.filename, parts)
      return
    case 'data-text': {
      const { name, text } = part.data
      yield `<details><summary>${escapeHtml(name)}</summary><div class="text" dir="auto">${escapeHtml(text)}</div></details>\n`
      return
    }
    case 'data-clip': {
      yield `<figure><div class="frames">`
      for (const { attachmentId, seconds } of part.data.frames)
        yield* picture(attachmentId, formatSeconds(seconds), parts)
      yield `</div><figcaption>${escapeHtml(part.data.name)}</figcaption></figure>\n`
    }
  }
}

async function* writeMessage(message: Message, parts: HtmlParts): AsyncGenerator<string> {
  const { words } = parts
  const time = `<span class="time">${escapeHtml(formatTime(message.createdAt, words))}</span>`
  const level = isOne(parts) ? 'h2' : 'h3'
  yield `<section class="message ${message.role}">
<${level} class="speaker">${escapeHtml(speakerOf(message, words))} ${time}</${level}>
<div class="said">
`
  for (const part of message.parts) yield* writePart(part, message.role, parts)
  const ending = endingOf(message, words)
  if (ending !== null) yield `<p class="ending">${escapeHtml(ending)}</p>\n`
  yield `</div>\n</section>\n`
}

/** Conversations as one page that needs nothing but itself, piece by piece. */
export async function* writeHtml(parts: HtmlParts): AsyncGenerator<string, void, void> {
  const { title, chats, readBranch, words, onChat } = parts
  const several = !isOne(parts)
  yield pageStart(title, several, words)
  if (several) yield `<h1 class="title">${escapeHtml(title)}</h1>\n${contents(chats, words)}`
  for (const [index, chat] of chats.entries()) {
    const level = several ? 'h2' : 'h1'
    yield `<article class="conversation" id="c${index + 1}">
<${level} class="title" dir="auto">${escapeHtml(chat.title || words.untitled)}</${level}>
`
    for (const message of readBranch(chat)) {
      yield* writeMessage(message, parts)
      // Replies that are being written go on meanwhile.
      await setImmediate()
    }
    yield '</article>\n'
    onChat()
  }
  yield `<footer>Carat · ${escapeHtml(formatTime(Date.now(), words))}</footer>
</main>
</body>
</html>
`
}
