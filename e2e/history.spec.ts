import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DATABASE_FILE, openDatabase } from '../src-main/database/open-database.ts'
import { spoilPages } from '../src-main/testing/damage-file.ts'
import { fillDatabase } from '../src-main/testing/fill-database.ts'
import { expectAccessible } from './harness/accessible.ts'
import { checkout } from './harness/checkout.ts'
import { makeReadOnly } from './harness/read-only.ts'
import { expect, test } from './harness/test.ts'
import { ask, chats, messageBox, sendButton, startChat } from './harness/window.ts'

async function openData(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'Data' }).click()
  return page.getByRole('tabpanel', { name: 'Data' })
}

test('a snapshot is made in the window, gone back to, and that is undone', async ({
  app,
  watch,
}) => {
  // The services end and begin anew twice.
  watch.allow(/WebSocket|net::ERR_/)
  const page = await app.openWindow()
  await ask(page, 'Hello')
  const data = await openData(page)
  await expect(data).toContainText('There is no snapshot yet')
  await page.setViewportSize({ width: 320, height: 640 })
  for (const tab of await page.getByRole('dialog').getByRole('tab').all())
    await expect(tab).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 1280, height: 800 })
  await data.getByRole('button', { name: 'Make one now' }).click()
  // The one of the day may come meanwhile.
  const rows = data.getByRole('list', { name: 'Snapshots' }).getByRole('listitem')
  const row = rows.filter({ hasText: 'By hand' }).first()
  // It is written, synced and read again.
  await expect(row).toContainText('1 conversation · 2 messages', { timeout: 15_000 })
  await page.keyboard.press('Escape')
  await startChat(page)
  await ask(page, 'Thank you')
  await expect(chats(page)).toHaveCount(2)

  await openData(page)
  await row.getByRole('button', { name: 'Compare with now' }).click()
  await expect(row).toContainText('1 newer conversation goes away')
  await expectAccessible(page, 'a snapshot compared with now')
  await row.getByRole('button', { name: 'Go back to this' }).click()
  await expect(chats(page)).toHaveCount(1, { timeout: 15_000 })
  await page.keyboard.press('Escape')
  await expect(page.getByText(/You are looking at your conversations as of/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(chats(page)).toHaveCount(2, { timeout: 15_000 })
  await page.getByRole('button', { name: 'Got it' }).click()
  await expect(page.getByText(/You are looking at/)).toHaveCount(0)
})

test('a damaged database is rescued, and what is missing is told', async ({ app }) => {
  await app.stop()
  const file = join(app.dataFolder, DATABASE_FILE)
  const migrationsFolder = join(checkout, 'resources/migrations')
  const database = openDatabase({ dataFolder: app.dataFolder, migrationsFolder })
  fillDatabase(database, 1200)
  database.close()
  spoilPages(file, 0.02, 3)
  await app.start()
  const page = await app.openWindow()
  await expect(page.getByText(/was damaged\. Carat rescued what could be read/)).toBeVisible()
  // Which pages a message lies on, and so who still speaks of it, differs from run to run.
  const told = /At least [\d,]+ messages? (is|are) missing|Nothing is known to be missing/
  await expect(page.getByText(told)).toBeVisible()
  await page.getByRole('button', { name: 'Details' }).click()
  await expect(page.getByText(/The old file was not deleted/)).toBeVisible()
  await expectAccessible(page, 'the report of a rescue')
  expect(readdirSync(app.dataFolder).some((name) => name.includes('.db.damaged-'))).toBe(true)
  expect(await chats(page).count()).toBeGreaterThan(25)
  expect(await ask(page, 'Hello')).not.toBe('')
})

test('a folder that is read-only can be read, and the words typed stay', async ({ app, watch }) => {
  // Its windows stay open while the host is away.
  watch.allow(/WebSocket|net::ERR_/)
  const first = await app.openWindow()
  await ask(first, 'Hello')
  await app.stop()
  const makeWritable = makeReadOnly(app.dataFolder)
  try {
    const begun = performance.now()
    await app.start()
    expect(performance.now() - begun).toBeLessThan(5000)
    const page = await app.openWindow()
    await expect(page.getByText(/Carat may not write into/)).toBeVisible()
    await expect(chats(page)).toHaveCount(1)
    await messageBox(page).fill('Are you there?')
    await sendButton(page).click()
    await expect(page.getByText(/Nothing can be changed now/)).toBeVisible()
    await expect(messageBox(page)).toHaveValue('Are you there?')
    await app.stop()
  } finally {
    makeWritable()
  }
  await app.start()
})
