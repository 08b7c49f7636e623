import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import {
  ask,
  askHalfway,
  chats,
  finished,
  questions,
  replies,
  startChat,
  stopButton,
  textOfReply,
} from './harness/window.ts'

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

test('a reply that was stopped is gone on with, its pictures not looked at again', async ({
  app,
}) => {
  const page = await app.openWindow()
  await attach(page, [sample('three-shapes.png')])
  await ask(page, 'How many shapes are there?')
  await startChat(page)
  const whole = await ask(page, 'Tell me a story.')
  const { engines, reply } = await askHalfway(page, app, 'Tell me a story.')
  await stopButton(page).click()
  engines.thaw()
  await expect(reply).toContainText('Stopped. The text so far was kept.')
  const kept = await finished(reply)
  await expectAccessible(page, 'a reply that was stopped')
  await reply.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(versions(page, 'Version 2 of 2')).toBeVisible()
  expect(await finished(reply)).toBe(whole)
  await page.getByRole('button', { name: 'Previous version' }).click()
  await expect(textOfReply(reply)).toHaveText(kept)

  await test.step('so is one the user wrote the beginning of', async () => {
    await chats(page).last().getByRole('link').click()
    await expect(questions(page)).toContainText('How many shapes')
    await reply.hover()
    await reply.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Edit the reply' }).click()
    await page.getByRole('textbox', { name: 'Edit the reply' }).fill('There are')
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await expect(versions(page, 'Version 3 of 3')).toBeVisible()
    expect(await finished(reply)).toMatch(/^There are ./)
    await reply.getByRole('button', { name: 'Details', exact: true }).click()
    await expect(page.getByText('0 of 1', { exact: true })).toBeVisible()
  })
})

test('the map of a conversation shows its ways and leads to them', async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, 'Hello')
  await expect(page.getByRole('button', { name: 'Map of versions' })).toBeHidden()
  await ask(page, 'Count to 10.')
  await questions(page).first().hover()
  await questions(page).first().getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('textbox', { name: 'Edit your message' }).fill('Who are you?')
  await page.getByRole('textbox', { name: 'Edit your message' }).press('Enter')
  await expect(versions(page, 'Version 2 of 2')).toBeVisible()
  await finished(replies(page))
  await page.getByRole('button', { name: 'Map of versions' }).click()
  const ways = page.getByRole('tree', { name: 'Map of versions' }).getByRole('treeitem')
  await expect(ways).toHaveCount(2)
  await expect(ways.last()).toBeFocused()
  await expectAccessible(page, 'the map of a conversation')
  await takePicture(page, 'map', false)
  await page.keyboard.press('ArrowUp')
  await expect(ways.first()).toBeFocused()
  await expect(ways.first()).toContainText('Hello')
  await page.keyboard.press('Enter')
  await expect(versions(page, 'Version 1 of 2')).toBeVisible()
  await expect(replies(page)).toHaveCount(2)
  await expect(page.getByRole('tree')).toBeHidden()
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
