import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { waitForStillness } from './accessible.ts'
import { checkout } from './checkout.ts'

const folder = join(checkout, 'docs/images')

/**
 * The picture is written with CARAT_SCREENSHOTS=1 only, or each run would change the checkout.
 *
 * @param aside moves the pointer away first
 */
export async function takePicture(page: Page, name: string, aside = true) {
  if (aside) await page.mouse.move(1300, 640)
  await waitForStillness(page)
  if (process.env['CARAT_SCREENSHOTS'] !== '1') return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Changes one of the settings. */
export async function choose(page: Page, setting: RegExp, option: string) {
  await page.getByRole('button', { name: /^(Settings|设置)$/ }).click()
  const dialog = page.getByRole('dialog', { name: /^(Settings|设置)$/ })
  await dialog.getByRole('tab').first().click()
  await page.getByRole('combobox', { name: setting }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}
