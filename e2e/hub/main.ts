/**
 * Starts the hub of the tests by hand, so that the app can be run against it:
 *
 *     node e2e/hub/main.ts [--port 8610] [--rate bytes-per-second]
 *
 * The hub has the given port, its CDN the next one and its control the one after; the lines it prints
 * are the environment to give to Carat.
 */
import { parseArgs } from 'node:util'
import { testTokens } from './accounts.ts'
import { catalogueContent } from './catalogue-content.ts'
import { startControl } from './control.ts'
import { standardOllamaModels, standardRepositories } from './standard-content.ts'
import { startHub } from './start-hub.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8610' }, rate: { type: 'string' } },
})
const port = Number(values.port)
const catalogue = catalogueContent()
const hub = await startHub({
  repositories: [...(await standardRepositories()), ...catalogue.repositories],
  ollamaModels: [...standardOllamaModels(), ...catalogue.ollamaModels],
  ports: port === 0 ? { hub: 0, cdn: 0 } : { hub: port, cdn: port + 1 },
  settings: { bytesPerSecond: values.rate ? Number(values.rate) : null },
})
const control = await startControl(hub, port === 0 ? 0 : port + 2)

console.log(`HF_ENDPOINT=${hub.endpoint}`)
console.log(`HF_TOKEN=${testTokens.reader}`)
console.log(`CONTROL=http://127.0.0.1:${control.port}/__control/`)
console.log('READY (Ollama and ModelScope are at the same address)')
