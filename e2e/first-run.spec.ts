import { expect, test } from './harness/test.ts'
import { chats, conversation, finished, messageBox, replies, sendButton } from './harness/window.ts'

test('the first start teaches what to do, and an example picture gets a true answer', async ({
  app,
}) => {
  const page = await app.openWindow()
  await expect(page.getByText('Your conversations will be listed here')).toBeVisible()
  await expect(conversation(page)).toContainText('Drop pictures or a short clip anywhere')
  await expect(messageBox(page)).toBeFocused()
  await expect(sendButton(page)).toBeDisabled()
  await expect(page.getByText('knows coloured shapes and small talk')).toBeVisible()

  await page.getByRole('button', { name: 'Try it with an example picture' }).click()
  await expect(replies(page)).toHaveCount(1)
  const answer = await finished(replies(page).first())
  expect(answer).toContain('red circle')
  await expect(chats(page)).toHaveCount(1)
  await expect(chats(page).first()).toContainText(answer.split('.')[0] ?? '')
})

test('the model picker says honestly what the demo can do', async ({ app }) => {
  const page = await app.openWindow()
  await page.getByRole('button', { name: 'Model', exact: true }).click()
  const demo = page.getByRole('button', { name: /^Demo/ })
  await expect(demo).toHaveAttribute('aria-pressed', 'true')
  await expect(demo).toContainText('knows coloured shapes and small talk')
  await expect(demo).toContainText('Sees pictures')
  await expect(page.getByRole('button', { name: 'Get more models…' })).toBeVisible()
})
