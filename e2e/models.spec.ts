import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, hubTest as test } from './harness/hub-test.ts'
import { actOn, downloadOf, modelRow, openModels } from './harness/models-page.ts'
import { ask } from './harness/window.ts'

/** Slow enough to be caught in the middle, on four connections. */
const SLOW_BYTES_PER_SECOND = 400_000

const percentOf = async (page: Page) =>
  Number(
    await downloadOf(page, 'Gemma 3 4B').getByRole('progressbar').getAttribute('aria-valuenow'),
  )

test('a first start recommends a model, in words, and gets it without leaving the page', async ({
  app,
}) => {
  const page = await app.openWindow()
  const card = page.getByRole('region', { name: 'Get a real model' })
  // What this computer has is found out first, by a program of its own.
  await expect(card).toContainText(/Gemma/, { timeout: 20_000 })
  await expect(card).toContainText(/memory|graphics card|model/)
  await card.getByRole('button', { name: /^Download/ }).click()
  await expect(card.getByRole('button', { name: /^Use now/ })).toBeVisible({ timeout: 20_000 })
})

test('a model with its encoder: paused, resumed after a restart, asked, checked, moved, deleted', async ({
  app,
  hub,
}) => {
  test.setTimeout(120_000)
  hub.settings.bytesPerSecond = SLOW_BYTES_PER_SECOND
  let page = await app.openWindow()
  await openModels(page, 'Discover')
  await modelRow(page, 'Gemma 3 4B')
    .getByRole('button', { name: /^Download/ })
    .click()

  await openModels(page, 'Downloads')
  await expect.poll(() => percentOf(page)).toBeGreaterThan(5)
  await page.getByRole('button', { name: /^Pause/ }).click()
  await expect(downloadOf(page, 'Gemma 3 4B')).toContainText('Paused')
  const paused = await percentOf(page)
  expect(paused).toBeLessThan(100)
  await page.close()
  await app.stop()

  hub.settings.bytesPerSecond = null
  await app.start()
  page = await app.openWindow()
  await openModels(page, 'Downloads')
  await expect(downloadOf(page, 'Gemma 3 4B')).toContainText('Paused')
  expect(await percentOf(page)).toBeGreaterThanOrEqual(paused)
  await page.getByRole('button', { name: /^Go on with/ }).click()
  await page.getByRole('button', { name: /^Use now/ }).click()

  await attach(page, [sample('red-circle.png')])
  expect(await ask(page, 'What is in this image?')).toContain('red circle')

  await openModels(page, 'On this computer')
  await expect(modelRow(page, 'Gemma 3 4B')).toContainText('Sees pictures')
  await actOn(page, 'Gemma 3 4B', 'Check the files')
  await expect(page.getByText('exactly as published')).toBeVisible({ timeout: 20_000 })

  const second = join(app.homeFolder, 'second drive')
  mkdirSync(second)
  await page.getByRole('button', { name: 'Add a folder' }).click()
  await page.getByRole('textbox', { name: 'Path of a folder with GGUF files' }).fill(second)
  await page.keyboard.press('Enter')
  await expect(page.getByText(second).first()).toBeVisible()
  await actOn(page, 'Gemma 3 4B', 'Move to')
  await page.getByRole('menuitem', { name: /second drive/ }).click()
  await expect(page.getByText(/was moved to/)).toBeVisible({ timeout: 20_000 })
  expect(readdirSync(second).some((name) => name.startsWith('gemma'))).toBe(true)

  await actOn(page, 'Gemma 3 4B', 'Delete')
  await expect(page.getByText(/was deleted/)).toBeVisible()
  await expect(modelRow(page, 'Gemma 3 4B').getByRole('button', { name: /^Use / })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(modelRow(page, 'Gemma 3 4B').getByRole('button', { name: /^Use / })).toBeVisible()
})

test('a wrong encoder is named before anything is downloaded', async ({ app }) => {
  const page = await app.openWindow()
  await openModels(page, 'Discover')
  await page.getByPlaceholder('Name, topic or address of a model').fill('wrong-projector')
  await page.getByText('wrong-projector-GGUF').first().click()
  await expect(page.getByText(/belongs to another model/)).toBeVisible({ timeout: 10_000 })
})

test('a gated model: licence, token, and then it goes on by itself', async ({ app, hub }) => {
  const page = await app.openWindow()
  await openModels(page, 'Discover')
  await page.getByPlaceholder('Name, topic or address of a model').fill('gated-GGUF')
  await page.getByText('gated-GGUF', { exact: true }).first().click()
  await expect(page.getByText('The hub does not know who you are yet.')).toBeVisible()
  await page
    .getByRole('button', { name: /^Download/ })
    .first()
    .click()

  await page.getByRole('button', { name: 'Enter token' }).click()
  await page.getByRole('textbox', { name: 'Token' }).fill('hf_test_reader')
  await page.getByRole('button', { name: 'Save token' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('You are known to the hub; only the licence is left.')).toBeVisible({
    timeout: 15_000,
  })
  hub.accounts.setLicence('reader', 'carat-tests/gated-GGUF', 'accepted')
  await expect(page.getByRole('button', { name: /^Use now: F16/ })).toBeVisible({
    timeout: 30_000,
  })
  const toCdn = hub.requests.all().filter(({ server }) => server === 'cdn')
  expect(toCdn.length).toBeGreaterThan(0)
  expect(toCdn.every(({ headers }) => headers.authorization === undefined)).toBe(true)
})

const mirrorTest = test.extend({ environment: async ({}, use) => use({ HF_ENDPOINT: '' }) })

mirrorTest('a mirror is entered, tried and used', async ({ app, hub }) => {
  const page = await app.openWindow()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'Network' }).click()
  const address = page.getByRole('textbox', { name: /^Hugging Face/ })
  await address.fill('http://127.0.0.1:9')
  await address.press('Enter')
  await page.getByRole('button', { name: /^Test/ }).first().click()
  await expect(page.getByText(/does not take connections/)).toBeVisible()
  await address.fill(hub.endpoint)
  await address.press('Enter')
  await page.getByRole('button', { name: /^Test/ }).first().click()
  await expect(page.getByText(/answers in/)).toBeVisible()
  await page.keyboard.press('Escape')
  await openModels(page, 'Discover')
  await page.getByPlaceholder('Name, topic or address of a model').fill('tiny-text')
  await expect(page.getByText('tiny-text-GGUF')).toBeVisible()
})
