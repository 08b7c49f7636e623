import { createHash } from 'node:crypto'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { expect, hubTest as test } from './harness/hub-test.ts'
import { actOn, downloadOf, modelRow, openModels } from './harness/models-page.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { bigModel } from './hub/gguf-content.ts'
import { ask } from './harness/window.ts'

test.use({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 })

/** About the sizes of a model of 4B, in gigabytes. */
const sizes = { Q4_K_M: 2.5, Q5_K_M: 2.8, Q6_K: 3.2, Q8_0: 4.1 }

test('the pictures of the model manager', { tag: '@web' }, async ({ app, hub }) => {
  test.setTimeout(120_000)
  hub.addRepository({
    name: 'carat-tests/four-sizes-GGUF',
    files: Object.fromEntries(
      await Promise.all(
        Object.entries(sizes).map(async ([quantization, gigabytes]) => [
          `four-sizes-${quantization}.gguf`,
          await bigModel({
            name: 'Four sizes',
            bytes: gigabytes * 1_000_000_000,
            sha256: createHash('sha256').update(quantization).digest('hex'),
          }),
        ]),
      ),
    ),
  })
  const page = await app.openWindow()
  await openModels(page, 'Discover')
  await expect(modelRow(page, 'Gemma 3 4B')).toBeVisible()
  await takePicture(page, 'models-discover')
  await page.getByPlaceholder('Name, topic or address of a model').fill('four sizes')
  await page.getByText('four-sizes-GGUF').click()
  await expect(page.getByText('Runs well')).toHaveCount(4)
  await takePicture(page, 'models-versions')

  hub.settings.bytesPerSecond = 150_000
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.getByPlaceholder('Name, topic or address of a model').fill('')
  await modelRow(page, 'Gemma 3 4B')
    .getByRole('button', { name: /^Download/ })
    .click()
  await modelRow(page, 'Gemma 3 1B')
    .getByRole('button', { name: /^Download/ })
    .click()

  await openModels(page, 'Downloads')
  await expect(downloadOf(page, 'Gemma 3 4B')).toContainText('B/s')
  await takePicture(page, 'models-downloads')
  hub.settings.bytesPerSecond = null
  await expect(page.getByRole('button', { name: /^Use now: Gemma 3 4B/ })).toBeVisible({
    timeout: 60_000,
  })
  await page.getByRole('button', { name: /^Use now: Gemma 3 4B/ }).click()
  await attach(page, [sample('red-circle.png')])
  await ask(page, 'What is in this image?')

  await openModels(page, 'On this computer')
  await takePicture(page, 'models-library')
  await actOn(page, 'Gemma 3 4B', 'Load options…')
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
  await takePicture(page, 'models-chinese-dark')
})
