import type { Page } from '@playwright/test'
import { escape, expectAllAccessible, languages, type Screen } from './harness/appearances.ts'
import { expect, hubTest as test } from './harness/hub-test.ts'
import { modelRow, openModels } from './harness/models-page.ts'

const tab = (page: Page, place: 0 | 1 | 2) =>
  page.getByRole('main').getByRole('tab').nth(place).click()
/** What was opened; a toast is a dialog, too. */
const dialog = (page: Page) => page.locator('[role=dialog]:not([aria-modal=false])')
const search = (page: Page) => page.getByRole('main').getByRole('searchbox')

const library = async (page: Page) => {
  await tab(page, 2)
  await expect(modelRow(page, 'Gemma 3 270M')).toBeVisible()
}
const openMenu = async (page: Page) => {
  await modelRow(page, 'Gemma 3 270M').getByRole('button').last().click()
  await expect(page.getByRole('menu')).toBeVisible()
  // Nothing under the pointer tells its name.
  await page.mouse.move(1, 1)
}
/** A tooltip over it takes the first Escape. */
const closeDialog = (page: Page) =>
  expect(async () => {
    await escape(page)
    await expect(dialog(page)).toBeHidden({ timeout: 1000 })
  }).toPass()

const cancelButton = (page: Page) => page.getByRole('button', { name: /^(Cancel|取消)$/ })

const screens: Screen[] = [
  {
    name: 'discover',
    open: async (page) => {
      await tab(page, 0)
      await expect(modelRow(page, 'Gemma 3 4B')).toBeVisible()
    },
  },
  {
    name: 'versions of a model',
    open: async (page) => {
      await modelRow(page, 'Gemma 3 4B').getByRole('button').first().click()
      await expect(page.getByText(/F16|Q4_0/).first()).toBeVisible()
    },
    close: escape,
  },
  {
    name: 'found models',
    open: async (page) => {
      await search(page).fill('tiny')
      await expect(page.getByText('tiny-text-GGUF')).toBeVisible()
    },
  },
  {
    name: 'a gated model',
    open: async (page) => {
      await search(page).fill('gated-GGUF')
      await page.getByText('gated-GGUF', { exact: true }).first().click()
      await expect(page.getByText(/F16/).first()).toBeVisible()
    },
    close: async (page) => {
      await escape(page)
      await search(page).fill('')
    },
  },
  {
    name: 'downloads',
    open: async (page) => {
      await tab(page, 1)
      await expect(page.getByRole('progressbar').first()).toBeVisible()
    },
  },
  { name: 'models on this computer', open: library },
  {
    name: 'details of a model',
    open: async (page) => {
      await modelRow(page, 'Gemma 3 270M').getByRole('button').first().click()
      await expect(modelRow(page, 'Gemma 3 270M').locator('dl')).toBeVisible()
    },
    close: (page) => modelRow(page, 'Gemma 3 270M').getByRole('button').first().click(),
  },
  { name: 'menu of a model', open: openMenu, within: '[role=menu]', close: escape },
  {
    name: 'load options',
    open: async (page) => {
      await openMenu(page)
      await page.getByRole('menuitem').first().click()
      await expect(dialog(page)).toBeVisible()
    },
    close: closeDialog,
  },
  {
    name: 'path of a folder',
    open: async (page) => {
      await page.getByRole('button', { name: /^(Add a folder|添加文件夹)/ }).click()
      await expect(cancelButton(page)).toBeVisible()
    },
    close: (page) => cancelButton(page).click(),
  },
]

for (const language of languages)
  test(
    `every view of models is accessible, light and dark: ${language}`,
    { tag: '@web' },
    async ({ app, hub }) => {
      test.setTimeout(180_000)
      const page = await app.openWindow()
      const get = (name: string) =>
        modelRow(page, name)
          .getByRole('button', { name: /^Download/ })
          .click()
      await openModels(page, 'Discover')
      await get('Gemma 3 270M')
      await openModels(page, 'On this computer')
      await expect(modelRow(page, 'Gemma 3 270M')).toBeVisible()
      hub.settings.bytesPerSecond = 10_000
      await openModels(page, 'Discover')
      await get('Gemma 3 1B')
      await get('Gemma 3 4B')
      await expectAllAccessible(page, language, screens)
    },
  )
