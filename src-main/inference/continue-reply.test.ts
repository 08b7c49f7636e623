import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Engine } from './engine.ts'
import { ask, assistant, checkout, createTestHost, demoModel, loadModel, user } from './fixtures.ts'
import { createTextEngine } from './text-engine.ts'
import { createVisionEngineBinary } from './vision-engine-binary.ts'
import { createVisionEngine } from './vision-engine.ts'

/** Places where an answer is broken off. */
const STOPS = 9

const BUILD_MILLISECONDS = 15 * 60_000
const engines: Record<string, () => Engine> = {
  'llama-server': () =>
    createVisionEngine(createVisionEngineBinary({ checkoutFolder: checkout, resourcesFolder: '' })),
  'node-llama-cpp': () => createTextEngine(createTestHost()),
}

const load = async (engine: Engine) => {
  const loaded = await loadModel(engine, demoModel)
  onTestFinished(() => loaded.dispose())
  return loaded
}

describe.each(Object.entries(engines))('a reply that %s goes on with', (_, create) => {
  test(
    'is the one it would have written without a break, wherever that was',
    async () => {
      const loaded = await load(create())
      for (const question of ['Count to 60.', 'Tell me a story.', '你好']) {
        const whole = await ask(loaded, [user(question)])
        const length = whole.facts?.outputTokens ?? 0
        for (let tokens = 1; tokens < length; tokens += Math.max(1, Math.floor(length / STOPS))) {
          const begun = await ask(loaded, [user(question)], { maxOutputTokens: tokens })
          if (begun.text === '') continue
          const rest = await ask(loaded, [user(question), assistant(begun.text)])
          expect(begun.text + rest.text, `${question} after ${begun.text}`).toBe(whole.text)
          const { promptTokens = 0, reusedTokens = 0 } = rest.facts ?? {}
          expect(promptTokens - reusedTokens).toBeLessThan(4)
        }
      }
    },
    BUILD_MILLISECONDS,
  )
})

test('pictures are not looked at again for it', async () => {
  const loaded = await load(engines['llama-server']!())
  const file = path.join(checkout, 'e2e', 'fixtures', 'samples', 'three-shapes.png')
  const data = new Uint8Array(await readFile(file))
  const question = {
    role: 'user' as const,
    content: [
      { type: 'file' as const, mediaType: 'image/png', data: { type: 'data' as const, data } },
      { type: 'text' as const, text: 'What is in this picture?' },
    ],
  }
  const whole = await ask(loaded, [question])
  const begun = await ask(loaded, [question], { maxOutputTokens: 4 })
  const rest = await ask(loaded, [question, assistant(begun.text)])
  expect(begun.text + rest.text).toBe(whole.text)
  expect(rest.facts).toMatchObject({ pictures: 1, encodedPictures: 0 })
})
