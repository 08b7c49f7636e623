import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, hubTest as test } from './harness/hub-test.ts'
import { actOn, downloadOf, modelRow, openModels } from './harness/models-page.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { ask } from './harness/window.ts'

test.use({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 })

test('the pictures of the model manager', { tag: '@web' }, async ({ app, hub }) => {
  test.setTimeout(120_000)
  hub.settings.bytesPerSecond = 150_000
  const page = await app.openWindow()
  await openModels(page, 'Discover')
  await expect(modelRow(page, 'Gemma 3 4B')).toBeVisible()
  await takePicture(page, 'models-discover')
  await modelRow(page, 'Gemma 3 4B')
    .getByRole('button', { name: /^Download/ })
    .click()
  await modelRow(page, 'Gemma 3 1B')
    .getByRole('button', { name: /^Download/ })
    .click()

  await page.getByPlaceholder('Name, topic or address of a model').fill('tiny-text')
  await page.getByText('tiny-text-GGUF').click()
  await expect(page.getByText('Runs well').first()).toBeVisible()
  await takePicture(page, 'models-versions')

  await openModels(page, 'Downloads')
  await expect(downloadOf(page, 'gemma-3-4b')).toContainText('MB/s')
  await takePicture(page, 'models-downloads')
  hub.settings.bytesPerSecond = null
  await expect(page.getByRole('button', { name: /^Use now: gemma-3-4b/ })).toBeVisible({
    timeout: 60_000,
  })
  await page.getByRole('button', { name: /^Use now: gemma-3-4b/ }).click()
  await attach(page, [sample('red-circle.png')])
  await ask(page, 'What is in this image?')

  await openModels(page, 'On this computer')
  await takePicture(page, 'models-library')
  await actOn(page, 'gemma-3-4b', 'Load options…')
  await expect(page.getByText(/Runs well on this computer/)).toBeVisible()
  await takePicture(page, 'models-options')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'Network' }).click()
  await takePicture(page, 'models-network')
  await page.keyboard.press('Escape')

  await choose(page, /^Appearance$/, 'Dark')
  await choose(page, /^Language$/, '简体中文')
  await page.getByRole('tab', { name: '发现' }).click()
  await page
    .getByRole('button', { name: /精选|返回/ })
    .first()
    .click()
  await takePicture(page, 'models-chinese-dark')
})
