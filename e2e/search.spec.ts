import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import { ask, conversation, questions, replies, startChat } from './harness/window.ts'

const field = (page: Page) => page.getByRole('searchbox', { name: /^(Search|搜索)$/ })
const results = (page: Page) =>
  page.getByRole('list', { name: /^(Found|搜索结果)$/ }).getByRole('listitem')

test('everything said is found, and opens where it was said', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('pink-heart.webp')])
  await ask(page, '图里是什么？')
  await startChat(page)
  await ask(page, 'Who are you?')
  for (const question of ['Hello', 'Tell me a story.', 'Count to 60.', 'Tell me a story.'])
    await ask(page, question)
  await startChat(page)

  await test.step('by keyboard, in a long conversation', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+f')
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('WHO ARE')
    await expect(results(page).first()).toContainText('Who are you?')
    await expectAccessible(page, 'what was found')
    await takePicture(page, 'search')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const question = questions(page).filter({ hasText: 'Who are you?' })
    await expect(question).toBeInViewport()
    await expect(conversation(page).locator('[data-found]')).toContainText('Who are you?')
  })
  await test.step('two Chinese letters, a file’s name, and nothing', async () => {
    await field(page).fill('什么')
    await expect(results(page)).toHaveCount(1)
    await field(page).fill('pink-heart')
    await expect(results(page)).toHaveCount(1)
    await results(page).getByRole('button').click()
    await expect(questions(page).getByRole('button', { name: /^Enlarge/ })).toBeVisible()
    await field(page).fill('no such words "*')
    await expect(page.getByText('Nothing was found for “no such words "*”.')).toBeVisible()
    await field(page).press('Escape')
    await expect(page.getByRole('list', { name: 'Conversations' })).toBeVisible()
  })
  await test.step('on another branch than the one on view', async () => {
    await startChat(page)
    await ask(page, 'Hello')
    await questions(page).hover()
    await questions(page).getByRole('button', { name: 'Edit', exact: true }).click()
    const box = page.getByRole('textbox', { name: 'Edit your message' })
    await box.fill('Good morning!')
    await box.press('Enter')
    await expect(page.getByRole('group', { name: 'Version 2 of 2' })).toBeVisible()
    await expect(replies(page)).toHaveAttribute('aria-busy', 'false')
    await field(page).fill('Hello')
    await results(page)
      .filter({ hasText: /You ·/ })
      .first()
      .getByRole('button')
      .click()
    await expect(page.getByRole('group', { name: 'Version 1 of 2' })).toBeVisible()
  })
  await choose(page, /Language/, '简体中文')
  await field(page).fill('故事')
  await expect(page.getByText('没有找到“故事”。')).toBeVisible()
  await expectAccessible(page, 'nothing found, in Chinese')
})

/** The line that is drawn around the current place, which has no colour of its own then. */
const frameAround = (page: Page) =>
  page.evaluate(() => {
    const [range] = CSS.highlights.get('found-now') ?? []
    const row = document.querySelector('[data-framed]')
    if (!(range instanceof Range) || !row) return 'none'
    const frame = getComputedStyle(row, '::after')
    const { left, top } = row.getBoundingClientRect()
    const place = range.getBoundingClientRect()
    const isThere =
      Math.abs(left + Number.parseFloat(frame.left) - place.left) < 1 &&
      Math.abs(top + Number.parseFloat(frame.top) - place.top) < 1 &&
      Math.abs(Number.parseFloat(frame.width) - place.width) < 1
    return isThere ? frame.outlineStyle : 'elsewhere'
  })

/** Whether the bar lies over the current place. */
const isFoundCovered = (page: Page) =>
  page.evaluate(() => {
    const [range] = CSS.highlights.get('found-now') ?? []
    if (!(range instanceof Range)) return undefined
    const { left, top, width, height } = range.getBoundingClientRect()
    const element = document.elementFromPoint(left + width / 2, top + height / 2)
    return element?.closest('[role=search]') !== null
  })

test('words are found within a conversation, whether drawn or not', async ({ app }) => {
  const page = await app.openWindow()
  const { height, width } = page.viewportSize()!
  // All of it is drawn while it is asked.
  await page.setViewportSize({ width, height: 3000 })
  await ask(page, 'Who are you?')
  for (const question of ['Count to 60.', 'Tell me a story.', 'Count to 60.', 'Hello'])
    await ask(page, question)
  const bar = page.getByRole('search', { name: 'Find in this conversation' })
  const count = bar.getByRole('status')
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('found-now') ?? [])].map((range) => (range as Range).toString()),
    )
  const firstTop = async () => (await questions(page).first().boundingBox())?.y ?? 0
  const top = await firstTop()
  await page.keyboard.press('ControlOrMeta+f')
  await expect(bar.getByRole('searchbox')).toBeFocused()
  expect(await firstTop()).toBe(top)
  // Shorter than the window as it is now, it can be scrolled out from under the bar as well.
  await conversation(page).hover()
  await page.mouse.wheel(0, -100)
  await expect.poll(firstTop).toBe(top + 40)
  await page.keyboard.press('Escape')
  await expect.poll(firstTop).toBe(top)
  await page.setViewportSize({ width, height })
  // The first that is found is the first from the top of the view on.
  await conversation(page).hover()
  await page.mouse.wheel(0, -10_000)
  await expect(questions(page).first()).toBeInViewport()
  await page.keyboard.press('ControlOrMeta+f')
  await expect(bar.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('COUNT TO')
  await expect(count).toHaveText('1 of 2')
  await page.keyboard.press('Enter')
  await expect(count).toHaveText('2 of 2')
  await expect(questions(page).filter({ hasText: 'Count to 60.' }).last()).toBeInViewport()
  expect(await marked()).toEqual(['Count to'])
  await page.emulateMedia({ forcedColors: 'active' })
  await expect.poll(() => frameAround(page)).toBe('solid')
  await page.emulateMedia({ forcedColors: null })
  await expectAccessible(page, 'words found in a conversation')
  await takePicture(page, 'find')
  await page.keyboard.press('F3')
  await expect(count).toHaveText('1 of 2')
  await expect(questions(page).filter({ hasText: 'Count to 60.' }).first()).toBeInViewport()
  await bar.getByRole('searchbox').fill('who are')
  await expect(count).toHaveText('1 of 1')
  await expect(questions(page).filter({ hasText: 'Who are you?' })).toBeInViewport()
  await expect.poll(marked).toEqual(['Who are'])
  // It stands in the first line of all, where the bar would be.
  await expect.poll(() => isFoundCovered(page)).toBe(false)
  await bar.getByRole('searchbox').fill('lighthouse')
  await expect(count).toHaveText('Not found')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeFocused()
  expect(await marked()).toEqual([])
})

test('a search is narrowed down, by keyboard', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('pink-heart.webp')])
  await ask(page, '图里是什么？')
  for (const question of ['Who are you?', 'Hello', 'Tell me a story.']) await ask(page, question)
  await page.keyboard.press('ControlOrMeta+Shift+f')
  await page.keyboard.type('o')
  await expect.poll(() => results(page).count()).toBeGreaterThan(4)
  const all = await results(page).count()
  await page.getByRole('combobox', { name: 'By', exact: true }).press('Enter')
  await page.getByRole('option', { name: 'Questions only' }).press('Enter')
  await expect.poll(() => results(page).count()).toBeLessThan(all)
  await expectAccessible(page, 'filters of a search')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await field(page).press('Escape')
  await page.getByRole('button', { name: 'Filters' }).press('Enter')
  await page.getByRole('combobox', { name: 'With', exact: true }).press('Enter')
  await page.getByRole('option', { name: 'With pictures' }).press('Enter')
  await expect(results(page)).toHaveCount(1)
  await expect(results(page)).toContainText('图里是什么？')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
})
