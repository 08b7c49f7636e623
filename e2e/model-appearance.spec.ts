import { expectAccessible } from './harness/accessible.ts'
import { expect, hubTest as test } from './harness/hub-test.ts'
import { modelRow, openModels } from './harness/models-page.ts'
import { choose } from './harness/screenshots.ts'

test(
  'the model manager is accessible, light, dark and in Chinese',
  { tag: '@web' },
  async ({ app, hub }) => {
    test.setTimeout(120_000)
    const page = await app.openWindow()
    const tab = (place: 0 | 1 | 2) => page.getByRole('main').getByRole('tab').nth(place).click()
    const look = async (where: string) => {
      await tab(0)
      await expect(modelRow(page, 'Gemma 3 4B')).toBeVisible()
      await expectAccessible(page, `${where}: discover`)
      await modelRow(page, 'Gemma 3 4B').getByRole('button').first().click()
      await expect(page.getByText(/F16|Q4_0/).first()).toBeVisible()
      await expectAccessible(page, `${where}: versions`)
      await page.getByRole('button', { name: /^(Back to the list|返回列表)$/ }).click()
      await tab(1)
      await expect(page.getByRole('progressbar').first()).toBeVisible()
      await expectAccessible(page, `${where}: downloads`)
      await tab(2)
      await expect(modelRow(page, 'Gemma 3 270M')).toBeVisible()
      await expectAccessible(page, `${where}: library`)
      await modelRow(page, 'Gemma 3 270M').getByRole('button').last().click()
      await page.getByRole('menuitem').nth(1).click()
      await expectAccessible(page, `${where}: load options`)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^(Settings|设置)$/ }).click()
      await page.getByRole('dialog').getByRole('tab').last().click()
      await expectAccessible(page, `${where}: network`)
      await page.keyboard.press('Escape')
    }
    await openModels(page, 'Discover')
    await modelRow(page, 'Gemma 3 270M')
      .getByRole('button', { name: /^Download/ })
      .click()
    await openModels(page, 'On this computer')
    await expect(modelRow(page, 'Gemma 3 270M')).toBeVisible()
    hub.settings.bytesPerSecond = 20_000
    await openModels(page, 'Discover')
    await modelRow(page, 'Gemma 3 1B')
      .getByRole('button', { name: /^Download/ })
      .click()
    await look('light')
    await choose(page, /^Appearance$/, 'Dark')
    await look('dark')
    await choose(page, /^Language$/, '简体中文')
    await look('chinese')
  },
)
