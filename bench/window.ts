// How the window feels with much in it: a real browser on the real host, with ten thousand messages,
// five thousand conversations, a pasted megabyte and fifty pictures. Needs the built window.
//
//   npm run bench -- window
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { findChromium } from '../scripts/run/chromium.mjs'
import { createAppFolder } from '../e2e/harness/app-folder.ts'
import { startHostProcess } from '../e2e/harness/host-process.ts'
import { createChatStore } from '../src-main/chats/chat-store.ts'
import { createMessageCommits } from '../src-main/chats/commit-messages.ts'
import { openDatabase } from '../src-main/database/open-database.ts'
import { median } from './compare.ts'
import { noteGate } from './gate.ts'

const root = resolve(import.meta.dirname, '..')
const MESSAGES = 10_000
const CHATS = 5000
const ROUNDS = 5

/** Fills a profile: one long conversation and many short ones. @returns the long one's id */
function fill(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true })
  const database = openDatabase({
    dataFolder,
    migrationsFolder: resolve(root, 'resources/migrations'),
  })
  const store = createChatStore(database)
  const commits = createMessageCommits(database)
  const turn = (chatId: string | null, parentId: string | null, number: number) => {
    const committed = commits.send({
      requestId: randomUUID(),
      chatId,
      parentId,
      model: { id: 'demo', name: 'Demo' },
      parts: [{ type: 'text', text: `Question ${number}: what is in the garden?` }],
      context: null,
    })
    const text = `Answer ${number}. **Trees**, a gate and\n\n- a bench\n- a well\n\nand much more.`
    store.endReply(committed.replyId, { status: 'done', text, failure: null, stats: null })
    return committed
  }
  const id = database.transaction(() => {
    for (let chat = 1; chat < CHATS; chat += 1) turn(null, null, chat)
    let { chatId, replyId } = turn(null, null, 0)
    for (let number = 1; number < MESSAGES / 2; number += 1)
      ({ chatId, replyId } = turn(chatId, replyId, number))
    return chatId
  })()
  database.close()
  return id
}

/** Milliseconds of every task over 50 ms while `work` goes on. */
async function longTasks(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ entryTypes: ['longtask'] })
  })
  await work()
  return await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)
}

/** From doing something in the page until the words are painted, in its own milliseconds. */
const untilPainted = (page: Page, words: string, act: string) =>
  page.evaluate(
    ([wanted, source]) =>
      new Promise<number>((done) => {
        const begun = performance.now()
        const look = () => {
          if (!document.querySelector('main')?.textContent?.includes(wanted!))
            return void requestAnimationFrame(look)
          requestAnimationFrame(() => done(performance.now() - begun))
        }
        // oxlint-disable-next-line typescript/no-implied-eval
        new Function(source!)()
        look()
      }),
    [words, act],
  )

async function openLong(page: Page, chatId: string): Promise<void> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    await page.evaluate(() => (location.hash = ''))
    await page.getByText('What would you like to look at?').waitFor()
    const last = `Answer ${MESSAGES / 2 - 1}.`
    times.push(await untilPainted(page, last, `location.hash = '#/chat/${chatId}'`))
    await page.waitForTimeout(1500)
  }
  noteGate({
    id: 'P15',
    what: `a conversation of ${MESSAGES} messages: from the click until its end is painted`,
    value: median(times.slice(1)),
    unit: 'ms',
    most: 100,
  })
  const region = page.getByRole('region', { name: 'Conversation', exact: true })
  const tasks = await longTasks(page, async () => {
    const box = await region.boundingBox()
    if (!box) throw new Error('the conversation is not on view')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    for (let step = 0; step < 60; step += 1) {
      await page.mouse.wheel(0, -900)
      await page.waitForTimeout(30)
    }
  })
  noteGate({
    id: 'P15',
    what: 'tasks over 50 ms while it is scrolled through',
    value: tasks.length,
    unit: 'count',
    most: 0,
    detail: tasks.map((task) => `${task.toFixed(0)} ms`).join(' '),
  })
}

async function scrollList(page: Page): Promise<void> {
  const list = page.getByRole('list', { name: 'Conversations' })
  const tasks = await longTasks(page, async () => {
    await list.hover()
    for (let step = 0; step < 60; step += 1) {
      await page.mouse.wheel(0, 900)
      await page.waitForTimeout(30)
    }
  })
  noteGate({
    id: 'P15',
    what: `tasks over 50 ms while a list of ${CHATS} conversations is scrolled through`,
    value: tasks.length,
    unit: 'count',
    most: 0,
  })
}

async function paste(page: Page): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.getByRole('button', { name: 'New chat', exact: true }).click()
    const box = page.getByRole('textbox', { name: 'Message', exact: true })
    await box.focus()
    times.push(
      await untilPainted(
        page,
        '1,000,000 characters',
        `const clipboardData = new DataTransfer()
         clipboardData.setData('text/plain', 'A quiet garden.\\n'.repeat(62500))
         document.querySelector('textarea').dispatchEvent(
           new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))`,
      ),
    )
    await page.getByRole('button', { name: 'Remove Pasted text' }).click()
  }
  noteGate({
    id: 'P23',
    what: 'a million pasted letters, until they are painted as an attachment',
    value: median(times),
    unit: 'ms',
    most: 200,
  })
}

async function drop(page: Page): Promise<void> {
  const pictures = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      const background = { r: at * 5, g: 120, b: 255 - at * 5 }
      const create = { width: 1280, height: 720, channels: 3, background } as const
      return (await sharp({ create }).jpeg().toBuffer()).toString('base64')
    }),
  )
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer()
    for (const [at, base64] of all.entries()) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      data.items.add(new File([bytes], `${at}.jpg`, { type: 'image/jpeg' }))
    }
    return data
  }, pictures)
  const begun = performance.now()
  const tasks = await longTasks(page, async () => {
    for (const type of ['dragenter', 'dragover', 'drop'])
      await page.locator('main').dispatchEvent(type, { dataTransfer: transfer })
    const ready = page.getByRole('button', { name: /^Enlarge/ })
    await ready.nth(49).waitFor({ timeout: 60_000 })
  })
  const seconds = (performance.now() - begun) / 1000
  noteGate({
    id: 'P23',
    what: 'tasks over 50 ms while fifty pictures of 720p are taken in',
    value: tasks.length,
    unit: 'count',
    most: 0,
    detail: `${(50 / seconds).toFixed(1)} pictures a second`,
  })
}

/** From a letter typed until what it finds is painted, each query letter by letter. */
async function search(page: Page): Promise<void> {
  const times = await page.evaluate(
    async (queries) => {
      const input = document.querySelector<HTMLInputElement>('[role="search"] input')!
      const type = (text: string) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, text)
        input.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
      const frame = () => new Promise(requestAnimationFrame)
      const shown = (text: string) =>
        document.querySelector('[data-result] mark')?.textContent?.toLowerCase() === text
      const times: number[] = []
      for (const query of queries)
        for (let letters = 1; letters <= query.length; letters += 1) {
          const text = query.slice(0, letters)
          const begun = performance.now()
          type(text)
          while (!shown(text) && performance.now() - begun < 5000) await frame()
          await frame()
          times.push(performance.now() - begun)
        }
      return times
    },
    ['garden', 'what is in', 'question', 'trees', 'bench'],
  )
  noteGate({
    id: 'P14',
    what: `search of ${2 * CHATS + MESSAGES} messages: from a letter typed until its hits are painted, 95th percentile`,
    value: percentile95(times),
    unit: 'ms',
    most: 100,
  })
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('"Question 17:"')
  await page.getByRole('listitem').filter({ hasText: 'Question 17:' }).first().waitFor()
}

/** Finding within the long conversation, from Ctrl+F on. */
async function findWithin(page: Page, chatId: string): Promise<void> {
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await page.evaluate((id) => (location.hash = `#/chat/${id}`), chatId)
  await page.getByText(`Answer ${MESSAGES / 2 - 1}.`).waitFor()
  await page.waitForTimeout(3000)
  await page.keyboard.press('Control+f')
  const bar = page.locator('[data-find]')
  const begun = performance.now()
  await page.keyboard.type('garden')
  await bar
    .getByRole('status')
    .filter({ hasText: `of ${(MESSAGES / 2).toLocaleString('en')}` })
    .waitFor()
  const counted = performance.now() - begun
  noteGate({
    id: 'P15',
    what: `words found in a conversation of ${MESSAGES} messages: six letters typed until all are counted`,
    value: counted,
    unit: 'ms',
    most: 1000,
  })
  const step = performance.now()
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('F3')
  await page.keyboard.press('F3')
  await page.waitForFunction(() => (CSS.highlights.get('found-now')?.size ?? 0) === 1)
  process.stdout.write(`three places gone to in ${(performance.now() - step).toFixed(0)} ms\n`)
  await page.keyboard.press('Escape')
}

const percentile95 = (times: readonly number[]) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0

const folder = createAppFolder({})
const chatId = fill(folder.dataFolder)
const host = await startHostProcess(folder)
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
})
const context = await browser.newContext({
  locale: 'en-US',
  viewport: { width: 1280, height: 800 },
})
const page = await context.newPage()
page.setDefaultTimeout(30_000)
await page.goto(host.link)
await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
await openLong(page, chatId)
await scrollList(page)
await search(page)
await findWithin(page, chatId)
await paste(page)
await drop(page)
await browser.close()
await host.stop()
await folder.remove()
process.exit()
