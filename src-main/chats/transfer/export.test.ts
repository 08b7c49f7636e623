import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { attachmentFolder } from '../../attachments/rendering-file.ts'
import type { ExportFormat, ExportScope } from '../../contract/transfer.ts'
import { openZip } from './import/open-zip.ts'
import { fillProfile } from './testing/fill-profile.ts'
import { ending, openTransfer, type OpenTransfer, words } from './testing/open-transfer.ts'

/** Exports and takes the file as a browser would. */
async function take(transfer: OpenTransfer, scope: ExportScope, format: ExportFormat) {
  const id = await transfer.exports.start({ scope, format, words })
  const state = await ending(transfer.exports.follow(id ?? '', undefined))
  if (state.kind !== 'done') throw new Error(JSON.stringify(state))
  const download = transfer.exports.takeDownload(id ?? '')
  if (!download) throw new Error('no download')
  return { ...state, file: download.file, taken: download.taken, id: id ?? '' }
}

async function unzip(file: string) {
  const archive = await openZip(file, 'zip')
  const contents = new Map<string, Buffer>()
  for (const entry of archive.entries) contents.set(entry.name, await buffer(entry.open()))
  archive.close()
  return contents
}

const everything = { kind: 'all' } as const
const chats = (...chatIds: string[]) => ({ kind: 'chats', chatIds, name: 'Folder' }) as const

test('Markdown: one document without pictures, else an archive with them beside', async () => {
  const transfer = openTransfer()
  const { chatId, chineseId, picture } = await fillProfile(transfer)
  const plain = await take(transfer, chats(chineseId), 'markdown')
  expect(plain.name).toBe('你好，世界.md')
  const text = readFileSync(plain.file, 'utf8')
  expect(text).toMatch(
    /^# 你好，世界\n\n## You\n\n<sub>.+<\/sub>\n\n你好，世界\n\n## Demo \\<model\\>\n\n<sub>.+<\/sub>\n\n你好！\*\*重点：\*\*内容\n$/,
  )
  const zipped = await take(transfer, chats(chatId), 'markdown')
  expect(zipped.name).toBe('Shapes round one.zip')
  const files = await unzip(zipped.file)
  const path = `pictures/${picture.id.slice(0, 16)}.webp`
  expect([...files.keys()]).toEqual(['Shapes round one.md', path])
  expect(files.get(path)?.toString('latin1', 8, 12)).toBe('WEBP')
  const document = files.get('Shapes round one.md')?.toString() ?? ''
  expect(document).toContain('# Shapes / "round" \\<one\\>')
  expect(document).toContain(`![red & round.png](${path})`)
  expect(document).toContain(`0:01.5\n\n![Frame at 0:01.5](${path})`)
  expect(document).toContain('````\na ``` fence\n<script>x</script>\n````')
  expect(document).toContain('What is <b>this</b>?')
  expect(document).toContain('Still one.')
  // Only the branch on view.
  expect(document).not.toContain('Stopped.')
  expect([...(await unzip((await take(transfer, everything, 'markdown')).file)).keys()]).toEqual([
    '你好，世界.md',
    'Shapes round one.md',
    path,
  ])
})

test('HTML: one file that holds its pictures and can do nothing', async () => {
  const transfer = openTransfer()
  const { chatId, otherReplyId } = await fillProfile(transfer)
  const { file, name } = await take(transfer, chats(chatId), 'html')
  expect(name).toBe('Shapes round one.html')
  const html = readFileSync(file, 'utf8')
  expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'`)
  expect(html).toContain('<title>Shapes / &quot;round&quot; &lt;one&gt;</title>')
  expect(html).toContain('What is &lt;b&gt;this&lt;/b&gt;?')
  expect(html).toContain('<strong>red</strong>')
  expect(html).toContain('<msup><mi>r</mi><mn>2</mn></msup>')
  expect(html).toContain('&#x3C;img src=x onerror=alert(1)>')
  const pictures = [...html.matchAll(/<img alt="[^"]*" src="data:image\/webp;base64,([\w+/=]+)">/g)]
  expect(pictures).toHaveLength(2)
  expect(Buffer.from(pictures[0]?.[1] ?? '', 'base64').toString('latin1', 8, 12)).toBe('WEBP')
  expect(html.match(/<img/g)).toHaveLength(2)
  expect(html).not.toMatch(/<(script|iframe|link|object|form|svg)\b/)
  expect(html).not.toMatch(/\s(src|href)="(?!data:image\/webp|#)/)

  const all = readFileSync((await take(transfer, everything, 'html')).file, 'utf8')
  expect(all).toContain('<li><a href="#c1">你好，世界</a></li>')
  expect(all).toContain('<strong>重点：</strong>内容')
  const scope = { kind: 'message', messageId: otherReplyId } as const
  const one = readFileSync((await take(transfer, scope, 'html')).file, 'utf8')
  expect(one).toContain('A circ')
  expect(one).toContain('Stopped.')
  expect(one.match(/<section/g)).toHaveLength(1)
})

test('a picture whose file is gone is named, and the rest is there', async () => {
  const transfer = openTransfer()
  const { picture } = await fillProfile(transfer)
  rmSync(attachmentFolder(transfer.dataFolder, picture.id), { recursive: true })
  const html = await take(transfer, everything, 'html')
  expect(html.missing).toBe(1)
  expect(readFileSync(html.file, 'utf8')).toContain('red &amp; round.png: no longer there')
  const json = await take(transfer, everything, 'json')
  expect(json.missing).toBe(1)
  expect((await take(transfer, everything, 'markdown')).missing).toBe(1)
})

test('a download is there once, and nothing else ever was', async () => {
  const transfer = openTransfer()
  await fillProfile(transfer)
  const { file, id, taken } = await take(transfer, everything, 'json')
  expect(transfer.exports.takeDownload(id)).toBeNull()
  await taken()
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(transfer.folders.exports)).toEqual([])
})

test('a cancelled export leaves nothing, whichever kind it is', async () => {
  const transfer = openTransfer()
  await fillProfile(transfer)
  for (const format of ['html', 'markdown', 'json'] as const) {
    const id = await transfer.exports.start({ scope: everything, format, words })
    transfer.exports.cancel(id ?? '')
    expect(await ending(transfer.exports.follow(id ?? '', undefined))).toEqual({
      kind: 'cancelled',
    })
    expect(readdirSync(transfer.folders.exports)).toEqual([])
  }
})

test('where nothing is and nothing can be printed, that is said', async () => {
  const { exports } = openTransfer()
  await expect(exports.start({ scope: everything, format: 'html', words })).rejects.toMatchObject({
    code: 'EXPORT_EMPTY',
  })
  await expect(exports.start({ scope: everything, format: 'pdf', words })).rejects.toMatchObject({
    code: 'EXPORT_NO_PDF',
  })
  expect(() => exports.follow('none', undefined)).toThrow(
    expect.objectContaining({ code: 'TRANSFER_GONE' }),
  )
})
