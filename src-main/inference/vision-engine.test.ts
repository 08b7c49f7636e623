import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, assistant, checkout, demoModel, loadModel, user } from './fixtures.ts'
import type { Engine, EngineModel } from './engine.ts'
import type { ReplyPhase } from '../contract/messages.ts'
import { toCrash } from './text-engine.ts'
import { createVisionLanguageModel } from './vision-language-model.ts'
import { createVisionEngine } from './vision-engine.ts'
import type { VisionEngineBinary } from './vision-engine-binary.ts'
import { createVisionEngineBinary } from './vision-engine-binary.ts'
import { requestReply } from './vision-request.ts'
import { startVisionServer } from './vision-server.ts'

const BUILD_MILLISECONDS = 15 * 60_000
const neverAborted = new AbortController().signal

const samples = path.join(checkout, 'e2e', 'fixtures', 'samples')
const expectations = JSON.parse(await readFile(path.join(samples, 'samples.json'), 'utf8')) as {
  files: string[]
  question: string
  answerContains: string[]
}[]
/**
 * Pictures the engine may be given as they are; the others go through the media step first. The
 * black cross is left out: the demo model holds it for a square about as likely (0.53 to 0.47).
 */
const pictured = expectations.filter(({ files }) =>
  files.every((file) => file.endsWith('.png') && !/transparent|black-cross/.test(file)),
)

const picture = async (file: string) => ({
  type: 'file' as const,
  mediaType: 'image/png',
  data: { type: 'data' as const, data: new Uint8Array(await readFile(path.join(samples, file))) },
})

const about = async (
  files: string[],
  question: string,
): Promise<LanguageModelV4Prompt[number]> => ({
  role: 'user',
  content: [...(await Promise.all(files.map(picture))), { type: 'text', text: question }],
})

let binary: VisionEngineBinary
let program: string
let engine: Engine
let loaded: Awaited<ReturnType<typeof load>>
const load = (model: EngineModel) => loadModel(engine, model)

beforeAll(async () => {
  binary = createVisionEngineBinary({ checkoutFolder: checkout, resourcesFolder: '' })
  program = await binary.prepare(neverAborted)
  engine = createVisionEngine(binary)
  loaded = await load(demoModel)
}, BUILD_MILLISECONDS)
afterAll(() => loaded.dispose())

describe('a reply about pictures', () => {
  test.each(pictured)('$question $files', async ({ answerContains, files, question }) => {
    const reply = await ask(loaded, [await about(files, question)])
    expect(reply.error).toBeUndefined()
    for (const words of answerContains) expect(reply.text).toContain(words)
  })

  test('reads a picture once: a follow-up and a second picture read only what is new', async () => {
    const question = await about(['three-shapes.png'], 'How many shapes are there?')
    const first = await ask(loaded, [question])
    expect(first.phases[0]).toEqual({ kind: 'reading-prompt', fraction: null, pictures: 1 })
    expect(first.phases.at(-1)).toEqual({ kind: 'writing' })
    const history = [question, assistant(first.text)]
    const second = await ask(loaded, [...history, user('What colour is the background?')])
    expect(second.facts?.reusedTokens).toBeGreaterThan(20)
    const third = await ask(loaded, [...history, await about(['red-circle.png'], 'What is it?')])
    expect(third.facts?.reusedTokens).toBeGreaterThan(20)
    expect(third.facts?.promptTokens).toBeGreaterThan((third.facts?.reusedTokens ?? 0) + 16)
  })

  test('a prompt that does not fit is named', async () => {
    const reply = await ask(loaded, [user('Hello. '.repeat(4000))])
    expect(reply.error).toMatchObject({
      code: 'CONTEXT_OVERFLOW',
      data: { modelName: 'Demo', contextSize: 8192 },
    })
  })

  test('keeps what came when it is stopped, and the next one works', async () => {
    const stop = new AbortController()
    const stopped = await ask(loaded, [user('Count to 60.')], {
      abortSignal: stop.signal,
      onText: (text) => text.includes('10,') && stop.abort(),
    })
    expect(stopped.text).toContain('10,')
    expect(stopped.error).toBe(stop.signal.reason)
    expect((await ask(loaded, [user('Hello')])).text).toBe('Hello! How can I help you?')
  })
})

describe('the program', () => {
  test('is found or built once, and its state says so', () => {
    expect(binary.state()).toEqual({ kind: 'ready' })
  })

  test('that an installation lacks is named', async () => {
    const lacking = createVisionEngineBinary({ checkoutFolder: null, resourcesFolder: checkout })
    await expect(lacking.prepare(neverAborted)).rejects.toMatchObject({
      code: 'VISION_ENGINE_MISSING',
    })
    expect(lacking.state()).toMatchObject({ kind: 'missing' })
  })
})

describe('the process', () => {
  test('is stuck only while it looks at a picture, when a reply is stopped', async () => {
    const server = await startVisionServer(program, demoModel, {
      threads: 1,
      contextSize: 1024,
      signal: neverAborted,
      onLoading: () => {},
    })
    const prompt = [await about(['red-circle.png'], 'What is it?')]
    const stopWhen = async (isTime: () => boolean) => {
      let stuck = false
      const stop = new AbortController()
      const asking = createVisionLanguageModel({
        model: demoModel,
        generation: { sampling: demoModel.sampling, onPhase: () => {}, onFacts: () => {} },
        server,
        ended: new Promise(() => {}),
        onStuck: async () => void (stuck = true),
      }).doGenerate({ prompt, abortSignal: stop.signal })
      // Listened to before it is refused, or nobody would have caught that.
      const refused = asking.then(
        () => null,
        (error: unknown) => error,
      )
      while (!isTime()) await setImmediate()
      stop.abort()
      expect(await refused).toMatchObject({ name: 'AbortError' })
      return stuck
    }
    expect(await stopWhen(() => true)).toBe(false)
    expect(await stopWhen(server.isEncoding)).toBe(true)
    server.kill()
    await server.exited
  })

  test('cannot be used without its key, and tells how far loading is', async () => {
    const fractions: number[] = []
    const server = await startVisionServer(program, demoModel, {
      threads: 1,
      contextSize: 1024,
      signal: neverAborted,
      onLoading: (fraction) => fractions.push(fraction),
    })
    expect(fractions.at(-1)).toBe(1)
    const intruder = requestReply({ port: server.port, key: 'guessed' }, {}, undefined)
    await expect(intruder.next()).rejects.toThrow(/api key/i)
    for (const url of ['/props', '/slots', '/metrics']) {
      expect(await statusOf(server.port, url)).not.toBe(200)
    }
    server.kill()
    await server.exited
  })

  test('killed in the middle of a reply is a crash, and the text so far stays', async () => {
    const server = await startVisionServer(program, demoModel, {
      threads: 1,
      contextSize: 1024,
      signal: neverAborted,
      onLoading: () => {},
    })
    const ended = server.exited.then((exit) => toCrash('Demo', exit))
    const languageModel = (onPhase: (phase: ReplyPhase) => void) =>
      createVisionLanguageModel({
        model: demoModel,
        generation: { sampling: demoModel.sampling, onPhase, onFacts: () => {} },
        server,
        ended,
        onStuck: () => Promise.resolve(),
      })
    const reply = await ask({ languageModel }, [user('Count to 60.')], {
      onText: (text) => text.includes('10,') && server.kill(),
    })
    expect(reply.text).toContain('10,')
    expect(reply.error).toMatchObject({ code: 'ENGINE_CRASHED', data: { exit: 'SIGKILL' } })
    expect(await server.exited).toEqual({ code: null, signal: 'SIGKILL' })
  })

  test('does not outlive the process that started it, however that one ends', async () => {
    const script = `
      import { startVisionServer } from ${JSON.stringify(path.join(import.meta.dirname, 'vision-server.ts'))}
      const { port } = await startVisionServer(
        ${JSON.stringify(program)}, ${JSON.stringify(demoModel)},
        { threads: 1, contextSize: 1024, signal: new AbortController().signal, onLoading() {} },
      )
      process.stdout.write(String(port))`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [output] = await once(parent.stdout, 'data')
    const port = Number(output)
    expect(await statusOf(port, '/health')).toBe(200)
    parent.kill('SIGKILL')
    const isGone = () =>
      statusOf(port, '/health').then(
        () => false,
        () => true,
      )
    await expect.poll(isGone).toBe(true)
  })

  test('that cannot read its model says why', async () => {
    const modelPath = path.join(checkout, 'package.json')
    await expect(load({ ...demoModel, modelPath })).rejects.toMatchObject({
      code: 'MODEL_LOAD_FAILED',
      data: { detail: expect.stringMatching(/gguf|magic|load/i) },
    })
  })
})

function statusOf(port: number, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path: url, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
