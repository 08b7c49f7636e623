import { catalogueContent } from '../hub/catalogue-content.ts'
import { standardOllamaModels, standardRepositories } from '../hub/standard-content.ts'
import { type Hub, startHub } from '../hub/start-hub.ts'
import { expect, test } from './test.ts'

/** Journeys with a hub of their own; the app starts with its address. */
export const hubTest = test.extend<{ hub: Hub }>({
  hub: async ({}, use) => {
    const catalogue = catalogueContent()
    const hub = await startHub({
      repositories: [...(await standardRepositories()), ...catalogue.repositories],
      ollamaModels: [...standardOllamaModels(), ...catalogue.ollamaModels],
    })
    await use(hub)
    await hub.close()
  },
  environment: async ({ hub }, use) => {
    await use({ HF_ENDPOINT: hub.endpoint })
  },
})

export { expect }
