import { randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { createChatStore } from '../src-main/chats/chat-store.ts'
import { createMessageCommits } from '../src-main/chats/commit-messages.ts'
import { redCircle } from '../src-main/chats/transfer/testing/foreign-exports.ts'
import {
  ending,
  openTransfer,
  type OpenTransfer,
  words,
} from '../src-main/chats/transfer/testing/open-transfer.ts'
import { attachmentUrl } from '../src-main/contract/attachments.ts'
import type { Part } from '../src-main/contract/messages.ts'
import { temporaryFolder } from '../src-main/testing/temporary-folder.ts'
import { findHarm } from '../src-renderer/chat/markdown/hostile/find-harm.ts'
import { payloads } from '../src-renderer/chat/markdown/hostile/payloads.ts'
import { startCanary } from './harness/canary.ts'

/** A conversation for each payload, which is its title, its files' names, its texts and its model. */
async function fillHostile({ attachments, database }: OpenTransfer) {
  const commits = createMessageCommits(database)
  const store = createChatStore(database)
  const picture = await attachments.add(new File([redCircle], 'red.png'))
  const partsOf = (payload: string): Part[] => [
    {
      type: 'file',
      mediaType: picture.mediaType,
      url: attachmentUrl(picture.id),
      filename: payload,
    },
    {
      type: 'data-clip',
      data: {
        name: payload,
        durationSeconds: 3,
        frames: [{ attachmentId: picture.id, seconds: 1 }],
      },
    },
    { type: 'data-text', data: { name: payload, text: payload } },
    { type: 'text', text: payload },
  ]
  database.transaction(() => {
    for (const payload of payloads) {
      const sent = commits.send({
        requestId: randomUUID(),
        chatId: null,
        parentId: null,
        model: { id: 'demo', name: payload },
        parts: partsOf(payload),
        context: null,
      })
      store.endReply(sent.replyId, { status: 'done', text: payload, failure: null, stats: null })
      store.rename(sent.chatId, payload.slice(0, 200), 'user')
    }
  })()
}

test(
  `${payloads.length} hostile texts in an exported page do nothing in a browser`,
  { timeout: 120_000 },
  async () => {
    const transfer = openTransfer()
    await fillHostile(transfer)
    const id =
      (await transfer.exports.start({ scope: { kind: 'all' }, format: 'html', words })) ?? ''
    expect((await ending(transfer.exports.follow(id, undefined))).kind).toBe('done')
    const folder = temporaryFolder()
    const file = join(folder, 'exported.html')
    copyFileSync(transfer.exports.takeDownload(id)?.file ?? '', file)

    const canary = await startCanary(folder)
    const page = await canary.context.newPage()
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    const address = pathToFileURL(file).href
    await page.goto(address)
    expect(await page.locator('article').count()).toBe(payloads.length)
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })

    const { ran, violations, harm } = await canary.alarm(page)
    // Carat's own pictures, which are in the page itself.
    const own = /^img src=data:image\/webp;base64,/
    expect({ ran, violations, dialogs, harm: harm.filter((one) => !own.test(one)) }).toEqual({
      ran: [],
      violations: [],
      dialogs: [],
      harm: [],
    })
    const inReplies = await page.evaluate(
      `[...document.querySelectorAll('.reply')].flatMap((reply) => (${String(findHarm)})(reply, true))`,
    )
    expect(inReplies).toEqual([])
    const asked = canary.requests.filter((line) => !line.startsWith('GET data:image/webp;base64,'))
    expect(asked).toEqual([`GET ${address}`])
    expect(canary.context.pages()).toHaveLength(1)

    // The page's own policy holds, should a payload ever get through.
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.alert("through")'
      const image = new Image()
      image.src = 'http://127.0.0.1:9/pixel.png'
      document.body.append(script, image)
    })
    await expect
      .poll(async () => (await canary.alarm(page)).violations.map((one) => one.split(' ')[0]))
      .toEqual(['script-src-elem', 'img-src'])
    expect((await canary.alarm(page)).ran).toEqual([])
    expect(await canary.end()).toEqual([])
  },
)
