import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { dropFiles } from './harness/files.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import {
  attachments,
  finished,
  messageBox,
  questions,
  replies,
  send,
  sendButton,
} from './harness/window.ts'

/** Pastes words into the message being written. */
async function pasteText(page: Page, text: string) {
  await messageBox(page).focus()
  await messageBox(page).evaluate((box, words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', words)
    box.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    )
  }, text)
}

test('a million pasted letters are an attachment, can be read, and are not cut to fit', async ({
  app,
}) => {
  const page = await app.openWindow()
  await send(page, 'Hello').then(finished)
  await pasteText(page, `${'A quiet garden.\n'.repeat(62_500)}`)
  await expect(attachments(page)).toContainText('1,000,000 characters')
  await expect(messageBox(page)).toHaveValue('')
  await expect(page.getByRole('alert').filter({ hasText: 'too long for the model' })).toBeVisible({
    timeout: 20_000,
  })
  await page.getByRole('button', { name: 'Read Pasted text' }).click()
  const dialog = page.getByRole('dialog', { name: 'Pasted text' })
  await expect(dialog.getByRole('region', { name: 'Pasted text' })).toContainText('A quiet garden.')
  await expectAccessible(page, 'a long text')
  await takePicture(page, 'long-text')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await sendButton(page).click()
  await expect(page.getByText('so it was not sent')).toBeVisible()
  await expect(attachments(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove Pasted text' }).click()
  await expect(attachments(page)).toHaveCount(0)
})

test('a text file is read by the model under its name', async ({ app }) => {
  const page = await app.openWindow()
  const words = 'The gate of the garden is red. '.repeat(120)
  await dropFiles(page, [{ name: 'notes.md', type: 'text/markdown', bytes: Buffer.from(words) }])
  await expect(attachments(page)).toContainText('notes.md')
  await finished(await send(page, 'Who are you?'))
  const card = questions(page).getByRole('button', { name: 'Read notes.md' })
  await expect(card).toBeVisible()
  await replies(page).hover()
  await replies(page).getByRole('button', { name: 'Details' }).click()
  await expect(page.getByRole('dialog')).toContainText(/Question with history\s*1,\d{3} tokens/)
  await page.keyboard.press('Escape')

  await page.reload()
  await card.click()
  await expect(page.getByRole('dialog', { name: 'notes.md' })).toContainText('The gate of')
  await page.keyboard.press('Escape')
  await choose(page, /Language/, '简体中文')
  await expect(page.getByRole('button', { name: '查看 notes.md' })).toBeVisible()
  await expect(questions(page)).toContainText('3,720 个字符')
  await expectAccessible(page, 'a sent text, in Chinese')
})

test('what is no text is refused in words, and a shorter text can go into the box', async ({
  app,
}) => {
  const page = await app.openWindow()
  await pasteText(page, 'red '.repeat(6_000))
  await page.getByRole('button', { name: 'Read Pasted text' }).click()
  await page.getByRole('button', { name: 'Put it into the message' }).click()
  await expect(attachments(page)).toHaveCount(0)
  await expect(messageBox(page)).toHaveValue('red '.repeat(6_000))

  await dropFiles(page, [
    { name: 'latin.txt', type: 'text/plain', bytes: Buffer.from([0x66, 0xfc, 0x72]) },
  ])
  await expect(page.getByText('“latin.txt” is not text in UTF-8')).toBeVisible()
  await expect(messageBox(page)).toHaveValue('red '.repeat(6_000))
})
