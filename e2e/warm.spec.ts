import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, test } from './harness/test.ts'
import { ask, chats, replies } from './harness/window.ts'

test('a picture is read while the question about it is typed', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('two-shapes-black-640x480.jpg')])
  await page.getByRole('button', { name: /^Context:/ }).click()
  const meter = page.getByRole('dialog', { name: 'What the model reads' })
  await expect(meter).toContainText('Already read: the answer can begin at once')
  await page.keyboard.press('Escape')
  expect(await ask(page, 'How many shapes are there?')).toContain('two')
  await replies(page).last().hover()
  await replies(page).last().getByRole('button', { name: 'Details' }).click()
  const details = page.getByRole('dialog', { name: 'How this reply was made' })
  await expect(details).toContainText(/Read while you typed\s*\d\d tokens/)
  await expect(details).toContainText(/Pictures encoded\s*1 of 1/)
})

test('a conversation comes back warm after a restart: nothing of it is read again', async ({
  app,
}) => {
  const page = await app.openWindow()
  await attach(page, [sample('two-shapes-black-640x480.jpg')])
  expect(await ask(page, 'How many shapes are there?')).toContain('two')
  await page.close()
  await app.stop()
  const kept = readdirSync(join(app.dataFolder, 'conversation-states'))
  expect(kept.filter((name) => name.endsWith('.state'))).toHaveLength(1)

  await app.start()
  const again = await app.openWindow()
  await chats(again).getByRole('link').click()
  await expect(replies(again)).toHaveCount(1)
  expect(await ask(again, 'What is on the left?')).toContain('blue square')
  await replies(again).last().hover()
  await replies(again).last().getByRole('button', { name: 'Details' }).click()
  const details = again.getByRole('dialog', { name: 'How this reply was made' })
  await expect(details).toContainText(/Restored from disk\s*\d+ tokens/)
  await expect(details).toContainText(/Pictures encoded\s*0 of 1/)

  await test.step('and is forgotten with it', async () => {
    await again.keyboard.press('Escape')
    await chats(again).hover()
    await chats(again)
      .getByRole('button', { name: /^More for/ })
      .click()
    await again.getByRole('menuitem', { name: 'Delete' }).click()
    await expect
      .poll(() =>
        readdirSync(join(app.dataFolder, 'conversation-states')).filter((name) =>
          name.endsWith('.state'),
        ),
      )
      .toEqual([])
  })
})
