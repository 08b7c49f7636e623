import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, hubTest as test } from './harness/hub-test.ts'
import { ask, messageBox, startChat } from './harness/window.ts'

const slow = 700_000

const tab = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Parts of the models page' }).getByRole('tab', { name })

async function openModels(page: Page, name: string) {
  await page.getByRole('navigation').getByRole('button', { name: /^Models/ }).click()
  await tab(page, name).click()
}

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name }).first()

test('first run: recommended, downloaded, paused, resumed after a restart, asked, moved, deleted', async ({
  app,
  hub,
}) => {
  test.setTimeout(120_000)
  hub.settings.bytesPerSecond = slow
  let page = await app.openWindow()
  const card = page.getByRole('region', { name: 'Get a real model' })
  await expect(card).toContainText(/Gemma/)
  await card.getByRole('button', { name: /^Download/ }).click()

  await openModels(page, 'Downloads')
  await expect(page.getByRole('progressbar').first()).toHaveAttribute('aria-valuenow', /^[1-9]/)
  await page.getByRole('button', { name: /^Pause/ }).click()
  await expect(page.getByText('Paused', { exact: false }).first()).toBeVisible()
  const paused = Number(await page.getByRole('progressbar').first().getAttribute('aria-valuenow'))
  expect(paused).toBeGreaterThan(0)

  await page.close()
  await app.stop()
  hub.settings.bytesPerSecond = null
  await app.start()
  page = await app.openWindow()
  await openModels(page, 'Downloads')
  const again = Number(await page.getByRole('progressbar').first().getAttribute('aria-valuenow'))
  expect(again).toBeGreaterThanOrEqual(paused)
  await page.getByRole('button', { name: /^Go on with/ }).click()
  await page.getByRole('button', { name: /^Use .* now$/ }).click()

  await attach(page, [sample('red-circle.png')])
  expect(await ask(page, 'What is in this image?')).toContain('red circle')

  await openModels(page, 'On this computer')
  const second = join(app.homeFolder, 'second drive')
  mkdirSync(second)
  await page.getByRole('button', { name: 'Add a folder' }).click()
  await page.getByRole('textbox', { name: 'Path of a folder with GGUF files' }).fill(second)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText(second)).toBeVisible()

  const model = row(page, 'gemma')
  await model.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'Check the files' }).click()
  await expect(page.getByText('exactly as published')).toBeVisible({ timeout: 20_000 })

  await model.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'Move to' }).click()
  await page.getByRole('menuitem', { name: second }).click()
  await expect(page.getByText(/was moved to/)).toBeVisible({ timeout: 20_000 })
  expect(readdirSync(second).length).toBeGreaterThan(0)

  await model.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText(/was deleted/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'gemma')).toBeVisible()
  await startChat(page)
  await messageBox(page).fill('Hello')
  expect(existsSync(app.dataFolder)).toBe(true)
})
