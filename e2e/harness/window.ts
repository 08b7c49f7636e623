import { expect, type Locator, type Page } from '@playwright/test'
import type { App } from './app.ts'
import type { FrozenEngines } from './frozen-engines.ts'

/** Accessible names a journey uses, in the languages of the window. */
const english = {
  message: 'Message',
  send: 'Send',
  stop: 'Stop',
  newChat: 'New chat',
  conversation: 'Conversation',
}
type Words = typeof english

export const chinese: Words = {
  message: '消息',
  send: '发送',
  stop: '停止',
  newChat: '新建对话',
  conversation: '对话',
}

/** Waits until the window is drawn and connected to its services. */
export async function waitUntilUsable(page: Page): Promise<void> {
  await expect(page.locator('textarea')).toBeEditable({ timeout: 20_000 })
  await expect(
    page.getByRole('button', { name: /^(Model|当前模型)$/ }),
  ).toHaveAccessibleDescription(/^(?!Choose a model|选择模型)./)
}

export const messageBox = (page: Page, words = english) =>
  page.getByRole('textbox', { name: words.message, exact: true })
export const sendButton = (page: Page, words = english) =>
  page.getByRole('button', { name: words.send, exact: true })
export const stopButton = (page: Page, words = english) =>
  page.getByRole('button', { name: words.stop, exact: true })
export const conversation = (page: Page, words = english) =>
  page.getByRole('region', { name: words.conversation, exact: true })

/** The replies on view, oldest first; what distinguishes them is that they can be busy. */
export const replies = (page: Page): Locator => page.locator('article[aria-busy]')
/** What the model wrote in a reply, without words about it. */
export const textOfReply = (reply: Locator): Locator => reply.locator('.markdown')
/** The user's own messages on view, oldest first. */
export const questions = (page: Page): Locator => page.locator('article:not([aria-busy])')

/** Pictures and clips that are attached to the message being written. */
export const attachments = (page: Page): Locator =>
  page.getByRole('list', { name: /^(Attachments|附件)$/ }).getByRole('listitem')

/** Entries of the list of conversations. */
export const chats = (page: Page): Locator =>
  page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')

/** Shows a new conversation. */
export async function startChat(page: Page, words = english): Promise<void> {
  await page.getByRole('button', { name: words.newChat, exact: true }).click()
  await expect(replies(page)).toHaveCount(0)
}

/** Id of the last reply on view; how many are drawn of a long conversation changes as it moves. */
const newestReply = async (page: Page): Promise<string | undefined> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('[data-message]:has(article[aria-busy])')].at(-1)
        ?.dataset['message'],
  )

/** Writes and sends a message, and waits until its reply is there; it may still be written. */
export async function send(page: Page, text: string, words = english): Promise<Locator> {
  const before = await newestReply(page)
  await messageBox(page, words).fill(text)
  await sendButton(page, words).click()
  await expect.poll(() => newestReply(page)).not.toBe(before)
  return replies(page).last()
}

/** Waits until a reply is no longer being written, and gives its text. */
export async function finished(reply: Locator): Promise<string> {
  await expect(reply).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 })
  return (await textOfReply(reply).allInnerTexts()).join('')
}

/** Sends a message and gives the text of the finished answer. */
export const ask = async (page: Page, text: string, words = english) =>
  finished(await send(page, text, words))

/** Lets frozen engines write until `length` characters are on view; false if they finished first. */
export async function writeTo(length: number, reply: Locator, engines: FrozenEngines) {
  await expect
    .poll(
      async () => {
        engines.step()
        return (await textOfReply(reply).allInnerTexts()).join('').length
      },
      { intervals: [100], timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(length)
  await arrived(reply)
  return (await reply.getAttribute('aria-busy')) === 'true'
}

/** What a step made is on its way for a moment; the end of an answer could look like its middle. */
async function arrived(reply: Locator) {
  let before = -1
  const unchanged = async () => {
    const last = before
    before = (await textOfReply(reply).allInnerTexts()).join('').length
    return before === last
  }
  await expect.poll(unchanged, { intervals: [250] }).toBe(true)
}

/**
 * Asks in a new conversation and freezes the engines in the middle of the answer. Needs a model
 * that is loaded. A computer that is very busy may let a step become the whole answer; then the
 * question is asked again, in another conversation.
 */
export async function askHalfway(page: Page, app: App, text: string, length = 20) {
  for (let attempts = 0; attempts < 10; attempts += 1) {
    await startChat(page)
    const engines = app.freezeEngines()
    const reply = await send(page, text)
    if (await writeTo(length, reply, engines)) return { reply, engines }
    engines.thaw()
    await finished(reply)
  }
  throw new Error('no answer could be caught in its middle')
}
