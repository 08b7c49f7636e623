import { expectAccessible } from './harness/accessible.ts'
import { modelRow, openModels } from './harness/models-page.ts'
import { choose } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'

test('a model is measured, and what was found stays with it', async ({ app }) => {
  const page = await app.openWindow()
  await openModels(page, 'On this computer')
  const row = modelRow(page, 'Demo')
  await row.getByRole('button', { name: 'Demo', exact: true }).click()
  await row.getByRole('button', { name: 'Measure this model' }).click()
  await expect(row.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 60_000 })
  await expect(row).toContainText(/writes [\d.,]+ tokens\/s · reads [\d.,]+ tokens\/s/)
  await expect(row).toContainText(/llama\.cpp server on \w+/)
  await expectAccessible(page, 'a measured model')

  await page.reload()
  await openModels(page, 'On this computer')
  await row.getByRole('button', { name: 'Demo', exact: true }).click()
  await expect(row).toContainText(/first word after [\d.]+ s for \d+ tokens/)
  await choose(page, /^Language$/, '简体中文')
  await expect(row).toContainText('本机实测')
  await expectAccessible(page, 'a measured model, in Chinese')
})
