import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import { ask, chats, finished, questions, replies, textOfReply } from './harness/window.ts'

const versions = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

test('a question is asked again in other words, and both ways stay', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('red-circle.png')])
  const first = await ask(page, 'What is in this image?')
  await ask(page, 'Count to 10.')
  const question = questions(page).first()
  await question.hover()
  await question.getByRole('button', { name: 'Edit', exact: true }).click()
  const box = page.getByRole('textbox', { name: 'Edit your message' })
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('What is in this image?')
  await expectAccessible(page, 'a message being edited')
  await box.fill('Is there a blue star?')
  await box.press('Enter')
  await expect(box).toBeHidden()
  await expect(replies(page)).toHaveCount(1)
  expect(await finished(replies(page))).toContain('No')
  await expect(question.getByRole('button', { name: /^Enlarge/ })).toBeVisible()
  await expect(versions(page, 'Version 2 of 2')).toBeVisible()
  await expectAccessible(page, 'versions of a message')
  await takePicture(page, 'branches')

  await page.getByRole('button', { name: 'Previous version' }).click()
  await expect(versions(page, 'Version 1 of 2')).toBeVisible()
  await expect(replies(page)).toHaveCount(2)
  await expect(textOfReply(replies(page)).first()).toHaveText(first)
  await page.reload()
  await expect(versions(page, 'Version 1 of 2')).toBeVisible()
  await choose(page, /Language/, '简体中文')
  await expect(versions(page, '第 1 个版本，共 2 个')).toBeVisible()
  await expectAccessible(page, 'versions of a message, in Chinese')
})

test('a reply is written again, edited, and branched into a new chat', async ({ app }) => {
  const page = await app.openWindow()
  const written = await ask(page, 'Who are you?')
  const reply = replies(page).last()
  await reply.hover()
  await reply.getByRole('button', { name: 'Regenerate', exact: true }).click()
  await expect(versions(page, 'Version 2 of 2')).toBeVisible()
  expect(await finished(reply)).toBe(written)

  await test.step('edited by keyboard', async () => {
    await reply.getByRole('button', { name: 'More', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Edit the reply' }).press('Enter')
    const box = page.getByRole('textbox', { name: 'Edit the reply' })
    await expect(box).toBeFocused()
    await box.fill('I am a **lighthouse**.')
    await box.press('Control+Enter')
    await expect(versions(page, 'Version 3 of 3')).toBeVisible()
    await expect(textOfReply(reply)).toHaveText('I am a lighthouse.')
  })
  await test.step('and branched', async () => {
    await reply.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Branch into a new chat' }).click()
    await expect(chats(page)).toHaveCount(2)
    await expect(textOfReply(replies(page))).toHaveText('I am a lighthouse.')
    await expect(questions(page)).toContainText('Who are you?')
    await expect(versions(page, 'Version 3 of 3')).toBeHidden()
    expect(await ask(page, 'Count to 10.')).toContain('10')
    await chats(page).last().getByRole('link').click()
    await expect(versions(page, 'Version 3 of 3')).toBeVisible()
  })
})

test('Escape leaves a message as it was', async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, 'Hello')
  await questions(page).hover()
  await questions(page).getByRole('button', { name: 'Edit', exact: true }).click()
  const box = page.getByRole('textbox', { name: 'Edit your message' })
  await box.fill('Something else')
  await box.press('Escape')
  await expect(box).toBeHidden()
  await expect(questions(page)).toContainText('Hello')
  await expect(replies(page)).toHaveCount(1)
})
