// How the window feels with much in it: a real browser on the real host, with ten thousand messages,
// five thousand conversations, a pasted megabyte and fifty pictures. Needs the built window.
//
//   npm run bench -- window
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import { createChatStore } from '../src-main/chats/chat-store.ts'
import { createMessageCommits } from '../src-main/chats/commit-messages.ts'
import { openDatabase } from '../src-main/database/open-database.ts'
import { messageBox, newChat, openBrowserWindow } from './browser-window.ts'
import { median } from './compare.ts'
import { noteGate } from './gate.ts'
import { longTasks, noteLongTasks } from './long-tasks.ts'

const root = resolve(import.meta.dirname, '..')
const MESSAGES = 10_000
const CHATS = 5000
/** So many of them are of a hundred turns, so that there are 100,000 messages in all. */
const BUSY_CHATS = 400
const BUSY_TURNS = 100
const ROUNDS = 5
const messages = 2 * CHATS + 2 * BUSY_CHATS * (BUSY_TURNS - 1) + MESSAGES - 2

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
    for (let chat = 1; chat < CHATS; chat += 1) {
      let sent = turn(null, null, chat)
      for (let number = 1; chat <= BUSY_CHATS && number < BUSY_TURNS; number += 1)
        sent = turn(sent.chatId, sent.replyId, chat * BUSY_TURNS + number)
    }
    let { chatId, replyId } = turn(null, null, 0)
    for (let number = 1; number < MESSAGES / 2; number += 1)
      ({ chatId, replyId } = turn(chatId, replyId, number))
    return chatId
  })()
  database.close()
  return id
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

const lastAnswer = `Answer ${MESSAGES / 2 - 1}.`

async function openLong(page: Page, chatId: string): Promise<void> {
  const times: number[] = []
  const tasks = await longTasks(page, 'open', async () => {
    for (let round = 0; round <= ROUNDS; round += 1) {
      await newChat(page)
      times.push(await untilPainted(page, lastAnswer, `location.hash = '#/chat/${chatId}'`))
      await page.waitForTimeout(1500)
    }
  })
  noteGate({
    id: 'P15',
    what: `a conversation of ${MESSAGES} messages: from the click until its end is painted`,
    value: median(times.slice(1)),
    unit: 'ms',
    most: 100,
    detail: times.map((ms) => ms.toFixed(0)).join(' '),
  })
  noteLongTasks('P15', 'it is opened and the rest of it comes', tasks)
  await scroll(
    page,
    'conversation',
    page.getByRole('region', { name: 'Conversation', exact: true }),
  )
}

/** Turns the wheel over something, screen by screen, to one end and halfway back. */
async function scroll(page: Page, name: string, area: Locator, direction = -1): Promise<void> {
  const tasks = await longTasks(page, name, async () => {
    await area.hover()
    for (let step = 0; step < 90; step += 1) {
      await page.mouse.wheel(0, 900 * (step < 60 ? direction : -direction))
      await page.waitForTimeout(30)
    }
  })
  noteLongTasks('P15', `the ${name} is scrolled through`, tasks)
}

async function paste(page: Page): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await newChat(page)
    await messageBox(page).focus()
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
    const remove = page.getByRole('button', { name: 'Remove Pasted text' })
    await remove.click()
    await remove.waitFor({ state: 'detached' })
  }
  noteGate({
    id: 'P23',
    what: 'a million pasted letters, until they are painted as an attachment',
    value: median(times),
    unit: 'ms',
    most: 200,
  })
}

/** Fifty pictures of 720p as a page drops them; no two rounds have the same. */
async function fiftyPictures(page: Page, round: number) {
  const pictures = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      const background = { r: at * 5, g: 120 + round * 20, b: 255 - at * 5 }
      const create = { width: 1280, height: 720, channels: 3, background } as const
      return (await sharp({ create }).jpeg().toBuffer()).toString('base64')
    }),
  )
  return await page.evaluateHandle((all) => {
    const data = new DataTransfer()
    for (const [at, base64] of all.entries()) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      data.items.add(new File([bytes], `${at}.jpg`, { type: 'image/jpeg' }))
    }
    return data
  }, pictures)
}

/** Into drafts of their own: thrice as it is, for its speed, and once watched, which takes time. */
async function drop(page: Page): Promise<void> {
  const chats = page.getByRole('list', { name: 'Conversations' }).getByRole('link')
  const dropInto = async (chat: number) => {
    await chats.nth(chat).click()
    const dataTransfer = await fiftyPictures(page, chat)
    await page.waitForFunction(() => !document.querySelector('[aria-label^="Enlarge"]'))
    return async () => {
      const begun = performance.now()
      for (const type of ['dragenter', 'dragover', 'drop'])
        await page.locator('main').dispatchEvent(type, { dataTransfer })
      const seen = () => document.querySelectorAll('[aria-label^="Enlarge"]').length >= 50
      await page.waitForFunction(seen, null, { timeout: 60_000 })
      return performance.now() - begun
    }
  }
  const speeds: number[] = []
  for (let chat = 1; chat <= 3; chat += 1) speeds.push(50_000 / (await (await dropInto(chat))()))
  noteGate({
    id: 'P23',
    what: 'pictures of 720p that are taken in a second, fifty at once',
    value: Number(median(speeds).toFixed(1)),
    unit: 'count',
    least: 20,
    detail: speeds.map((speed) => speed.toFixed(1)).join(' '),
  })
  noteLongTasks(
    'P23',
    'fifty pictures are taken in',
    await longTasks(page, 'drop', await dropInto(4)),
  )
}

/** From a letter typed until what it finds is painted, each query letter by letter. */
async function search(page: Page): Promise<void> {
  let times: number[] = []
  const tasks = await longTasks(page, 'search', async () => {
    times = await page.evaluate(
      async (queries) => {
        const input = document.querySelector<HTMLInputElement>('[role="search"] input')!
        const type = (text: string) => {
          const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!
          set!.call(input, text)
          input.dispatchEvent(new InputEvent('input', { bubbles: true }))
        }
        const frame = () => new Promise(requestAnimationFrame)
        /** What is marked are all words of the query, as far as they are typed. */
        const shown = (text: string) => {
          const found = [...document.querySelectorAll('[data-result] mark')]
          const marked = new Set(found.map((mark) => mark.textContent?.toLowerCase()))
          return text.split(' ').every((word) => marked.has(word))
        }
        const times: number[] = []
        for (const query of queries)
          for (let letters = 1; letters <= query.length; letters += 1) {
            const text = query.slice(0, letters)
            // A space asks for nothing new.
            if (text.endsWith(' ')) continue
            const begun = performance.now()
            type(text)
            while (!shown(text) && performance.now() - begun < 5000) await frame()
            await frame()
            times.push(performance.now() - begun)
          }
        return times
      },
      ['garden', 'question', 'trees', 'bench', 'gate well', 'what'],
    )
  })
  noteGate({
    id: 'P14',
    what: `search of ${messages} messages: from a letter typed until its hits are painted, 95th percentile`,
    value: percentile95(times),
    unit: 'ms',
    most: 100,
    detail: `half within ${median(times).toFixed(0)} ms, at most ${Math.max(...times).toFixed(0)} ms`,
  })
  noteLongTasks('P14', 'letters are searched for', tasks)
  await page.getByRole('button', { name: 'Clear the search' }).click()
}

/** Finding within the long conversation, from Ctrl+F on. */
async function findWithin(page: Page, chatId: string): Promise<void> {
  await newChat(page)
  await page.evaluate((id) => (location.hash = `#/chat/${id}`), chatId)
  await page.getByText(lastAnswer).waitFor()
  await page.waitForTimeout(3000)
  const bar = page.locator('[data-find]')
  let counted = Number.NaN
  let gone = Number.NaN
  const tasks = await longTasks(page, 'find', async () => {
    await page.keyboard.press('Control+f')
    const begun = performance.now()
    await page.keyboard.type('garden')
    const all = `of ${(MESSAGES / 2).toLocaleString('en')}`
    await bar.getByRole('status').filter({ hasText: all }).waitFor()
    counted = performance.now() - begun
    const step = performance.now()
    for (const key of ['Shift+Enter', 'F3', 'F3']) await page.keyboard.press(key)
    await page.waitForFunction(() => (CSS.highlights.get('found-now')?.size ?? 0) === 1)
    gone = performance.now() - step
  })
  noteGate({
    id: 'P15',
    what: `words found in a conversation of ${MESSAGES} messages: six letters typed until all are counted`,
    value: counted,
    unit: 'ms',
    most: 1000,
    detail: `three places gone to in ${gone.toFixed(0)} ms`,
  })
  noteLongTasks('P15', 'words are found in it', tasks)
  await page.keyboard.press('Escape')
}

const percentile95 = (times: readonly number[]) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0

let chatId = ''
const { page, close } = await openBrowserWindow(({ dataFolder }) => {
  chatId = fill(dataFolder)
})
await openLong(page, chatId)
await scroll(
  page,
  `list of ${CHATS} conversations`,
  page.getByRole('list', { name: 'Conversations' }),
  1,
)
await search(page)
await findWithin(page, chatId)
await paste(page)
await drop(page)
await close()
process.exit()
