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
    await page.keyboard.press('ControlOrMeta+k')
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
