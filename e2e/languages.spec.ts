import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import type { App } from './harness/app.ts'
import { fixture, sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { choose } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import { ask, chats, messageBox, questions, replies, textOfReply } from './harness/window.ts'

/** Puts a language into the data folder, as a user does who has been given its file. */
function addArabic(app: App) {
  const folder = join(app.dataFolder, 'languages')
  mkdirSync(folder, { recursive: true })
  copyFileSync(fixture('languages/ar.json'), join(folder, 'ar.json'))
  writeFileSync(join(folder, 'he.json'), '{"app":')
}

const direction = (element: Locator) => element.evaluate((node) => getComputedStyle(node).direction)
const leftOf = async (element: Locator) => (await element.boundingBox())?.x ?? Number.NaN

/** Arabic with everything that reads from left to right in the middle of it. */
const mixed = [
  'مرحبا، هذا الملف `main.ts` على https://example.org/a/b هنا.',
  'An English paragraph.',
  '```js\nlet x = 1\n```',
  '$x^2$ مربع العدد.',
  '- أولًا\n- second',
  '| الشكل | Name |\n| --- | --- |\n| مربع | a |',
  '> اقتباس',
].join('\n\n')

async function rewriteReply(page: Page, text: string) {
  await replies(page).hover()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit the reply' }).click()
  const box = page.getByRole('textbox', { name: 'Edit the reply' })
  await box.fill(text)
  await box.press('Control+Enter')
  await expect(box).toBeHidden()
}

test('a language is one file, and its window is mirrored', async ({ app, watch }) => {
  addArabic(app)
  watch.allow(/LANGUAGE_UNREADABLE/)
  const page = await app.openWindow()
  await ask(page, 'Who are you?')
  await rewriteReply(page, mixed)
  const side = page.getByRole('button', { name: /^(Hide sidebar|إخفاء الشريط الجانبي)$/ })
  const middle = 640
  expect(await leftOf(side)).toBeLessThan(middle)

  await choose(page, /^Language$/, 'العربية')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('dir', 'rtl')
  await expect(html).toHaveAttribute('lang', 'ar')
  expect(await leftOf(side)).toBeGreaterThan(middle)
  const box = page.getByRole('textbox', { name: 'الرسالة' })
  expect(await direction(box)).toBe('rtl')
  await box.fill('Hello')
  expect(await direction(box)).toBe('ltr')
  await box.fill('')
  // What the file does not say is said in English.
  await expect(page.getByRole('button', { name: 'Copy reply' })).toBeAttached()

  const text = textOfReply(replies(page))
  expect(await direction(text.getByText('مرحبا'))).toBe('rtl')
  expect(await direction(text.locator('p code'))).toBe('ltr')
  expect(await direction(text.getByRole('link'))).toBe('ltr')
  expect(await direction(text.getByText('An English paragraph.'))).toBe('ltr')
  expect(await direction(text.locator('pre'))).toBe('ltr')
  expect(await direction(text.locator('.katex'))).toBe('ltr')
  expect(await direction(text.getByText('مربع العدد'))).toBe('rtl')
  expect(await direction(text.getByText('second'))).toBe('ltr')
  expect(await direction(text.locator('table'))).toBe('rtl')
  expect(await direction(text.locator('blockquote'))).toBe('rtl')
  await expectAccessible(page, 'Arabic')

  // The first frame after a reload has the words already.
  await page.reload({ waitUntil: 'commit' })
  await expect(page.getByRole('textbox', { name: 'الرسالة' })).toBeVisible()
  await expect(html).toHaveAttribute('dir', 'rtl')

  await page.getByRole('button', { name: 'الإعدادات' }).click()
  await page.getByRole('combobox', { name: 'اللغة' }).click()
  await page.getByRole('option', { name: 'עברית' }).click()
  await expect(page.getByRole('alert')).toContainText(/of the language “.?he.?” cannot be read/)
  await expect(html).toHaveAttribute('lang', 'en')
  await expect(html).toHaveAttribute('dir', 'ltr')
})

test('time goes to the right in a mirrored window, too', async ({ app }) => {
  addArabic(app)
  const page = await app.openWindow()
  await attach(page, [sample('circle-left-to-right.mp4')])
  await choose(page, /^Language$/, 'العربية')
  await page.getByText('Edit frames').click()
  const editor = page.getByRole('dialog')
  const frames = editor.getByRole('listitem')
  const end = editor.getByRole('slider', { name: 'End' })
  expect(await leftOf(frames.first())).toBeLessThan(await leftOf(frames.last()))
  expect(await leftOf(editor.getByRole('textbox', { name: 'Start' }))).toBeLessThan(
    await leftOf(editor.getByRole('textbox', { name: 'End' })),
  )
  await end.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(end).toHaveAttribute('aria-valuetext', '0:03.9')
  await frames.first().getByRole('button').first().click()
  await expect(page.getByRole('dialog', { name: '0:00.5' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: '0:01.5' })).toBeVisible()
})

test('an input method that is at work renames nothing', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, 'Who are you?')
  const input = await page.context().newCDPSession(page)
  const press = async (key: string, windowsVirtualKeyCode: number) => {
    await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode })
    await input.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode })
  }
  const compose = (text: string) =>
    input.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  await chats(page).getByRole('link').focus()
  await page.keyboard.press('F2')
  const name = page.getByRole('textbox', { name: 'Name of the conversation' })
  await name.fill('')
  await compose('hongse')
  await press('Enter', 13)
  await press('Process', 229)
  await press('Escape', 27)
  await expect(name).toHaveValue('hongse')
  await input.send('Input.insertText', { text: '红色' })
  await expect(name).toHaveValue('红色')
  await page.keyboard.press('Enter')
  await expect(chats(page).getByRole('link', { name: '红色' })).toBeVisible()

  const search = page.getByRole('searchbox')
  await search.focus()
  await compose('hong')
  await press('Escape', 27)
  await press('Enter', 13)
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('hong')
})

test('a compact window has everything in less room', async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, 'Who are you?')
  const row = chats(page).getByRole('link')
  const height = async () => (await row.boundingBox())?.height
  expect(await height()).toBe(32)
  await choose(page, /^Density$/, 'Compact')
  expect(await height()).toBe(28)
  await expectAccessible(page, 'compact')
  await page.reload({ waitUntil: 'commit' })
  await expect(messageBox(page)).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
  await expect(questions(page)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280)
})
