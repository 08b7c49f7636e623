import { join } from 'node:path'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import {
  makeHuggingFaceCache,
  makeJanStore,
  makeLmStudioStore,
  makeLooseModel,
  makeOllamaStore,
} from './harness/foreign-stores.ts'
import { modelRow, openModels } from './harness/models-page.ts'
import { expect, test } from './harness/test.ts'
import { ask } from './harness/window.ts'

test('models of other programs are used where they lie, encoder included', async ({ app }) => {
  for (const make of [makeHuggingFaceCache, makeLmStudioStore, makeOllamaStore, makeJanStore])
    make(app.homeFolder)
  const page = await app.openWindow()
  await openModels(page, 'On this computer')
  const programs = page.getByRole('region', { name: 'Other programs on this computer' })
  for (const program of ['Hugging Face cache', 'LM Studio', 'Ollama', 'Jan']) {
    const store = programs.getByRole('listitem').filter({ hasText: program })
    await store.getByRole('button', { name: 'Use without copying' }).click()
    await expect(store).toContainText('In use')
  }
  const seeing = page
    .getByRole('region', { name: 'Models', exact: true })
    .getByText('Sees pictures')
  await expect(seeing).toHaveCount(5)
  await modelRow(page, 'pulled-vision').getByRole('button', { name: /^Use / }).click()
  await attach(page, [sample('red-circle.png')])
  expect(await ask(page, 'What is in this image?')).toContain('red circle')
})

test(
  'a file of one’s own by its path, and a wrong path in words',
  { tag: '@web' },
  async ({ app }) => {
    const path = makeLooseModel(join(app.homeFolder, 'my models'), 'mine.gguf')
    const page = await app.openWindow()
    await openModels(page, 'On this computer')
    await page.getByRole('button', { name: 'Add a file' }).click()
    const field = page.getByRole('textbox', { name: 'Path of the GGUF file' })
    await field.fill(`${path}.gone`)
    await page.getByRole('button', { name: 'Add model' }).click()
    await expect(page.getByText(/There is no file/)).toBeVisible()
    await field.fill(path)
    await page.getByRole('button', { name: 'Add model' }).click()
    await expect(page.getByText(/was added/)).toBeVisible()
  },
)
