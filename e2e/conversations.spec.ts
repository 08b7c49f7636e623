import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, test } from './harness/test.ts'
import {
  ask,
  askHalfway,
  chats,
  finished,
  messageBox,
  questions,
  replies,
  stopButton,
  textOfReply,
} from './harness/window.ts'

test('a second question about a picture reuses what was read', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('two-shapes-black-640x480.jpg')])
  expect(await ask(page, 'How many shapes are there?')).toContain('two')
  expect(await ask(page, 'What is on the left?')).toContain('blue square')

  await replies(page).last().hover()
  await replies(page).last().getByRole('button', { name: 'Details' }).click()
  const details = page.getByRole('dialog', { name: 'How this reply was made' })
  await expect(details).toContainText('Demo')
  const reused = await details.getByText('Reused from before').locator('xpath=..').innerText()
  expect(Number(/(\d+)\s*%/.exec(reused)?.[1])).toBeGreaterThan(50)
  await expect(details).toContainText(/\d tokens\/s/)
})

test('a reply goes on while another conversation is on view', async ({ app }) => {
  const page = await app.openWindow()
  const whole = await ask(page, 'Tell me a story.')
  const { engines } = await askHalfway(page, app, 'Tell me a story.')
  await expect(chats(page).first()).toContainText('Reply being written')
  await messageBox(page).fill('a half-written question')

  await chats(page).last().getByRole('link').click()
  await expect(textOfReply(replies(page))).toHaveText(whole)
  await expect(stopButton(page)).toBeHidden()
  await expect(messageBox(page)).toHaveValue('')
  engines.thaw()
  await expect(chats(page).first()).not.toContainText('Reply being written')

  await chats(page).first().getByRole('link').click()
  await expect(messageBox(page)).toHaveValue('a half-written question')
  expect(await finished(replies(page))).toBe(whole)
})

test('a conversation is renamed, deleted and brought back', async ({ app }) => {
  const page = await app.openWindow()
  const answer = await ask(page, 'Who are you?')
  await expect(chats(page)).toContainText('Who are you?')
  await chats(page).hover()
  await chats(page)
    .getByRole('button', { name: /^More for/ })
    .click()
  await page.getByRole('menuitem', { name: /^Rename/ }).click()
  const field = page.getByRole('textbox', { name: 'Name of the conversation' })
  await expect(field).toHaveValue('Who are you?')
  await field.fill('Shapes 形状')
  await field.press('Enter')
  await expect(chats(page)).toContainText('Shapes 形状')
  await expect(page.getByRole('heading', { name: 'Shapes 形状' })).toBeVisible()

  await chats(page).hover()
  await chats(page)
    .getByRole('button', { name: /^More for/ })
    .click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(chats(page)).toHaveCount(0)
  // The name can be undone too; what was done last stands first.
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(chats(page)).toContainText('Shapes 形状')
  await expect(textOfReply(replies(page))).toHaveText(answer)
})

test('two windows on one conversation show the same, live', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, 'Who are you?')
  const other = await app.openWindow()
  const { reply, engines } = await askHalfway(other, app, 'Tell me a story.')
  await chats(page).first().getByRole('link').click()
  await expect(questions(page)).toContainText('Tell me a story.')
  const mirrored = replies(page).last()
  await expect(mirrored).toHaveAttribute('aria-busy', 'true')
  await expect(textOfReply(mirrored)).toHaveText((await textOfReply(reply).innerText()).trim())
  await expect(stopButton(page)).toBeVisible()
  engines.thaw()
  expect(await finished(mirrored)).toBe(await finished(reply))

  expect(await ask(other, 'Who are you?')).not.toBe('')
  await expect(questions(page)).toHaveCount(2)
  expect(await finished(mirrored)).toBe(await finished(replies(other).last()))
  await expect(chats(page)).toHaveCount(await chats(other).count())
})
