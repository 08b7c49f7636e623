import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, test } from './harness/test.ts'
import { ask, finished, questions, send, startChat } from './harness/window.ts'

test('a text model of one’s own answers, and says when it cannot see', async ({ app }) => {
  mkdirSync(join(app.dataFolder, 'models'), { recursive: true })
  const weights = join(checkout, 'resources/demo-model/demo-vlm.gguf')
  cpSync(weights, join(app.dataFolder, 'models/chat.gguf'))
  const page = await app.openWindow()
  const button = page.getByRole('button', { name: 'Model', exact: true })
  await button.click()
  await page.getByRole('button', { name: /Text only/ }).click()
  expect(await ask(page, 'Hello')).not.toBe('')
  await expect(button).toHaveAccessibleDescription(/Ready on/)

  await startChat(page)
  await attach(page, [sample('red-circle.png')])
  await expect(page.getByText('reads text only and cannot see pictures')).toBeVisible()
  const reply = await send(page, 'What is in this image?')
  await finished(reply)
  await expect(reply).toContainText('reads text only and cannot see pictures')
  await expect(questions(page).getByRole('button', { name: /^Enlarge/ })).toBeVisible()

  await button.click()
  await page.getByRole('button', { name: /^Demo.*Sees pictures/s }).click()
  await reply.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('article[aria-busy] .markdown')).toContainText('red circle')
})
