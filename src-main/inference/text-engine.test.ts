import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ask,
  assistant,
  createTestHost,
  demoModel,
  loadModel,
  user,
  withOptions,
} from './fixtures.ts'
import type { EngineModel } from './engine.ts'
import { createTextEngine } from './text-engine.ts'

const host = createTestHost()
const engine = createTextEngine(host)
const load = (model: EngineModel) => loadModel(engine, model)

let loaded: Awaited<ReturnType<typeof load>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'carat-text-engine-'))
  loaded = await load(demoModel)
}, 60_000)
afterAll(async () => {
  await loaded.dispose()
  await rm(folder, { recursive: true })
})

describe('a reply', () => {
  test('answers truly in two languages and streams', async () => {
    let pieces = 0
    const hello = await ask(loaded, [user('Hello')], { onText: () => (pieces += 1) })
    expect(hello.text).toBe('Hello! How can I help you?')
    expect(pieces).toBeGreaterThan(3)
    expect(hello.finishReason).toBe('stop')
    expect(hello.phases.at(-1)).toEqual({ kind: 'writing' })
    const chinese = await ask(loaded, [user('你好')])
    expect(chinese.text).toBe('你好！有什么可以帮你的吗？')
  })

  test('reads only what is new on the second turn', async () => {
    const first = await ask(loaded, [user('Count to 60.')])
    const second = await ask(loaded, [
      user('Count to 60.'),
      assistant(first.text),
      user('Thank you'),
    ])
    expect(second.facts?.reusedTokens).toBeGreaterThan(200)
    expect(second.facts?.promptTokens).toBeLessThan((second.facts?.reusedTokens ?? 0) + 20)
  })

  test('a regenerated reply reads almost nothing again and is the same', async () => {
    const prompt = [user('Tell me a story')]
    const first = await ask(loaded, prompt)
    const again = await ask(loaded, prompt)
    expect(again.text).toBe(first.text)
    expect(again.facts?.reusedTokens).toBe((again.facts?.promptTokens ?? 0) - 1)
  })

  test('keeps what came when it is stopped, and the next one works', async () => {
    const stop = new AbortController()
    const stopped = await ask(loaded, [user('Count to 60.')], {
      abortSignal: stop.signal,
      onText: (text) => text.includes('10,') && stop.abort(),
    })
    expect(stopped.text).toMatch(/^1, 2, 3, 4, 5, 6, 7, 8, 9, 10,/)
    expect(stopped.text).not.toContain('40')
    expect(stopped.error).toBe(stop.signal.reason)
    expect((await ask(loaded, [user('Hello')])).text).toBe('Hello! How can I help you?')
  })

  test('ends with length at the wanted number of tokens, and before a stop text', async () => {
    const short = await ask(loaded, [user('Count to 60.')], { maxOutputTokens: 7 })
    expect(short.finishReason).toBe('length')
    expect(short.facts?.outputTokens).toBe(7)
    const stopped = await ask(loaded, [user('Count to 60.')], { stopSequences: [', 4, 5'] })
    expect(stopped.text).toBe('1, 2, 3')
    expect(stopped.finishReason).toBe('stop')
  })

  test('refuses pictures', async () => {
    const picture = {
      type: 'file' as const,
      mediaType: 'image/png',
      data: { type: 'data' as const, data: '' },
    }
    const reply = await ask(loaded, [{ role: 'user', content: [picture] }])
    expect(reply.error).toMatchObject({ code: 'IMAGES_NOT_SUPPORTED', data: { modelName: 'Demo' } })
  })
})

describe('a full context', () => {
  test('names a prompt that does not fit, and ends a reply that fills it with length', async () => {
    const small = await load(withOptions({ contextSize: 256 }))
    const tooLong = await ask(small, [user('Hello. '.repeat(300))])
    expect(tooLong.error).toMatchObject({ code: 'CONTEXT_OVERFLOW', data: { contextSize: 256 } })
    const filled = await ask(small, [
      user('Hello'),
      assistant('1, 2, '.repeat(15)),
      user('Count to 60.'),
    ])
    expect(filled.finishReason).toBe('length')
    const { outputTokens, promptTokens } = filled.facts ?? { outputTokens: 0, promptTokens: 0 }
    expect(outputTokens + promptTokens).toBeGreaterThan(250)
    expect((await ask(small, [user('Hello')])).text).toBe('Hello! How can I help you?')
    await small.dispose()
  })
})

describe('a file that is no model', () => {
  test.each(['missing', 'garbage', 'truncated'])(
    '%s is named and ends its process',
    async (kind) => {
      const modelPath = path.join(folder, `${kind}.gguf`)
      const whole = await readFile(demoModel.modelPath)
      if (kind === 'garbage') await writeFile(modelPath, 'no model at all')
      if (kind === 'truncated') await writeFile(modelPath, whole.subarray(0, whole.length / 2))
      await expect(load({ ...demoModel, modelPath })).rejects.toMatchObject({
        code: 'MODEL_LOAD_FAILED',
        data: { modelName: 'Demo', detail: expect.stringMatching(/./) },
      })
      await host.children.at(-1)?.exited
    },
  )
})

describe('the process', () => {
  test('can be stopped while it loads', async () => {
    const stop = new AbortController()
    const loading = engine.load(demoModel, {
      contextSize: 8192,
      signal: stop.signal,
      onPhase: (phase) => phase.kind === 'loading-model' && phase.fraction !== 0 && stop.abort(),
    })
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' })
    await host.children.at(-1)?.exited
  })

  test('killed in the middle of a reply is a crash, and the text so far stays', async () => {
    const doomed = await load(demoModel)
    const reply = await ask(doomed, [user('Count to 60.')], {
      onText: (text) => text.includes('10,') && host.children.at(-1)?.kill(),
    })
    expect(reply.text).toContain('10,')
    expect(reply.error).toMatchObject({ code: 'ENGINE_CRASHED', data: { exit: 'SIGKILL' } })
    expect(await doomed.ended).toMatchObject({ code: 'ENGINE_CRASHED' })
  })
})

// Give the path of a real model to see that more than the demo model works.
const realModels = [process.env.CARAT_REAL_MODEL].filter((file) => file !== undefined)

test.each(realModels)(
  '%s answers truly',
  async (modelPath) => {
    const sampling = { temperature: 1, topK: 64, topP: 0.95, minP: 0 }
    const real = await load({ ...withOptions({ contextSize: null }), modelPath, sampling })
    const reply = await ask(real, [user('What is the capital of France? Answer with one word.')])
    expect(reply.text).toContain('Paris')
    await real.dispose()
  },
  600_000,
)
