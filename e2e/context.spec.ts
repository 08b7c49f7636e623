import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import {
  ask,
  attachments,
  finished,
  messageBox,
  questions,
  replies,
  sendButton,
} from './harness/window.ts'

const meter = (page: Page) => page.getByRole('button', { name: /^(Context|上下文)/ })
const story = 'A quiet garden with a red gate. '

/** Tokens of one line of what fills the context. */
async function tokensOf(page: Page, item: string): Promise<number> {
  const line = page.getByRole('dialog').getByText(item, { exact: true }).locator('xpath=..')
  const words = await line.innerText()
  return Number(/([\d,]+)\s+tokens?/.exec(words)?.[1]?.replaceAll(',', ''))
}

test('the meter tells what a message takes before it is sent, and that is true', async ({
  app,
}) => {
  const page = await app.openWindow()
  await ask(page, 'Hello')
  await attach(page, [sample('three-shapes.png')])
  await messageBox(page).fill('How many shapes are there?')
  await expect(attachments(page)).toContainText(/\d+ tokens/)
  await meter(page).click()
  const dialog = page.getByRole('dialog', { name: 'What the model reads' })
  await expect(dialog).toContainText('Counted by the model, which holds 8,192 tokens.')
  await expect(dialog).toContainText('1 picture')
  await page.emulateMedia({ forcedColors: 'active' })
  const lines = await meter(page)
    .locator('circle')
    .evaluateAll((circles) => circles.map((circle) => getComputedStyle(circle).stroke))
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(new Set([...lines, paper]).size).toBe(3)
  await page.emulateMedia({ forcedColors: null })
  const free = await tokensOf(page, 'Free for the reply')
  await expectAccessible(page, 'what fills the context')
  await takePicture(page, 'context')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(meter(page)).toBeFocused()

  await sendButton(page).click()
  await expect(replies(page)).toHaveCount(2)
  const reply = replies(page).last()
  await finished(reply)
  await reply.hover()
  await reply.getByRole('button', { name: 'Details' }).click()
  const read = await tokensOf(page, 'Question with history')
  expect(8192 - free).toBe(read)
})

test('what does not fit is said before it is sent, and is never cut off', async ({ app }) => {
  const page = await app.openWindow()
  // What is too much by far needs no model to be counted by.
  const book = story.repeat(5_000)
  await messageBox(page).fill(book)
  await expect(page.getByRole('alert').filter({ hasText: 'far too long' })).toBeVisible()
  await sendButton(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'so it was not sent' })).toBeVisible()
  await expect(messageBox(page)).toHaveValue(book)
  await ask(page, `${story.repeat(450)}Who are you?`)
  const second = `${story.repeat(450)}Count to 10.`
  await messageBox(page).fill(second)
  const tooLong = page.getByRole('alert').filter({ hasText: 'too long for the model' })
  await expect(tooLong).toBeVisible()
  await sendButton(page).click()
  const notice = page.getByRole('alert').filter({ hasText: 'so it was not sent' })
  await expect(notice).toBeVisible()
  await expect(messageBox(page)).toHaveValue(second)
  await expect(replies(page)).toHaveCount(1)
  await expectAccessible(page, 'a message that does not fit')
  await takePicture(page, 'context-full')

  await page.getByRole('button', { name: /Leave out the 2 oldest messages/ }).click()
  await expect(notice).toBeHidden()
  const chosen = page.getByText('From this message on, the oldest messages are left out')
  await expect(chosen).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tooLong).toBeVisible()
  await page.getByRole('button', { name: /Leave out the 2 oldest messages/ }).click()
  await expect(chosen).toBeVisible()
  await sendButton(page).click()
  await expect(replies(page)).toHaveCount(2)
  await finished(replies(page).last())
  await expect(chosen).toBeHidden()

  const cut = page.getByText('The 2 messages above are no longer read by the model')
  await page.reload()
  await expect(cut).toBeVisible()
  await expect(questions(page)).toHaveCount(2)
  await expectAccessible(page, 'a conversation with messages left out')
  await choose(page, /Language/, '简体中文')
  await expect(page.getByText('以上 2 条消息模型不再读取')).toBeVisible()
  await meter(page).click()
  await expect(page.getByRole('dialog', { name: '模型会读到的内容' })).toBeVisible()
  await expectAccessible(page, 'what fills the context, in Chinese')
})

test('a summary stands for the oldest messages once the model has written it', async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, `${story.repeat(450)}Who are you?`)
  await messageBox(page).fill(`${story.repeat(400)}Count to 10.`)
  await page.getByRole('button', { name: /Replace the 2 oldest messages with a summary/ }).click()
  await expect(page.getByText('a summary stands for the oldest messages')).toBeVisible({
    timeout: 60_000,
  })
  await sendButton(page).click()
  await expect(replies(page)).toHaveCount(2)
  await finished(replies(page).last())
  await page.getByText('Summary the model reads instead').click()
  await expect(page.locator('details[open] p')).not.toHaveText('')
  await expect(page.getByText('The 2 messages above are no longer read')).toBeVisible()
})
