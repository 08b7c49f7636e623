// What Carat must not do twice, and what it costs around the engine: prefixes, pictures, switches,
// restarts, loads, Stop. Each gate is a ratio within one run, or a count.
//
//   npm run bench -- conversations                          the demo model and one of Gemma 3 1B's shape
//   CARAT_BENCH_SMALL=1 npm run bench -- conversations      the demo model alone
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import { bindModel } from '../src-main/inference/bind-model.ts'
import { createConversationStates } from '../src-main/inference/conversation-states.ts'
import type { EngineModel, EngineProcess, EngineReplyFacts } from '../src-main/inference/engine.ts'
import { automaticEngineOptions } from '../src-main/inference/engine-options.ts'
import { countEngineThreads } from '../src-main/inference/engine-threads.ts'
import { createVisionEngine } from '../src-main/inference/vision-engine.ts'
import { createVisionEngineBinary } from '../src-main/inference/vision-engine-binary.ts'
import { encodeView } from '../src-main/pixels/write-renderings.ts'
import { greedy } from './ask.ts'
import { median } from './compare.ts'
import { noteGate } from './gate.ts'
import { startPlainServer } from './plain-server.ts'
import { SHAPED_WIDTH, writeShapedModel } from './shaped-model.ts'
import { writeShapedProjector } from './shaped-projector.ts'

const root = resolve(import.meta.dirname, '..')
const folder = await mkdtemp(join(tmpdir(), 'carat-bench-'))
const { signal } = new AbortController()
const binary = createVisionEngineBinary({ checkoutFolder: root, resourcesFolder: '' })
const program = await binary.prepare(signal)
const threads = await countEngineThreads()
const MIDDLE = 2000
const REPLY = 64
const REST_MS = 2500

interface Subject {
  name: string
  model: EngineModel
  contextSize: number
  /** Tokens of the long conversation: as many as leave room for two replies. */
  long: number
}

const toModel = (
  name: string,
  modelPath: string,
  projectorPath: string | null,
  sizes: Pick<Subject, 'contextSize' | 'long'>,
): Subject => ({
  ...sizes,
  name,
  model: {
    id: name,
    name,
    modelPath,
    projectorPath,
    chatTemplate: 'own',
    sampling: greedy,
    loadOptions: automaticEngineOptions,
  },
})

interface Answer {
  text: string
  firstTokenMs: number
  facts: EngineReplyFacts
}

/** A model in memory, asked within conversations. */
async function load({ contextSize, model }: Subject, statesFolder: string) {
  const engine = createVisionEngine(binary, createConversationStates(statesFolder))
  const running = await engine.load(model, { contextSize, signal, onPhase: () => {} })
  const ask = (conversation: string, prompt: LanguageModelV4Prompt, maxOutputTokens = REPLY) =>
    answer(running, model, conversation, prompt, maxOutputTokens)
  return { running, ask, device: running.device }
}

async function answer(
  running: EngineProcess,
  model: EngineModel,
  conversation: string,
  prompt: LanguageModelV4Prompt,
  maxOutputTokens: number,
): Promise<Answer> {
  const begun = performance.now()
  const language = bindModel(model, running).languageModel(() => {}, conversation)
  const { stream } = await language.doStream({ prompt, maxOutputTokens })
  let text = ''
  let firstTokenMs = 0
  let facts: EngineReplyFacts | undefined
  for await (const part of stream) {
    if (part.type === 'error') throw part.error
    if (part.type === 'text-delta') {
      firstTokenMs ||= performance.now() - begun
      text += part.delta
    }
    if (part.type === 'finish') facts = part.providerMetadata?.carat as EngineReplyFacts
  }
  if (!facts) throw new Error('a reply without an end')
  return { text, firstTokenMs, facts }
}

const user = (text: string): LanguageModelV4Prompt[number] => ({
  role: 'user',
  content: [{ type: 'text', text }],
})
const assistant = (text: string): LanguageModelV4Prompt[number] => ({
  role: 'assistant',
  content: [{ type: 'text', text }],
})

/** Words of about so many tokens, with a beginning of their own. */
async function wordsOf(running: EngineProcess, tokens: number, name: string): Promise<string> {
  const sentence = 'The garden behind the house was full of old trees. '
  const count = (times: number) =>
    running.countTokens([user(`${name} ${sentence.repeat(times)}`)], signal)
  const each = ((await count(21)) - (await count(1))) / 20
  return `${name} ${sentence.repeat(Math.floor(tokens / each) - 1)}Go on.`
}

/** P8: a long conversation after a restart, beside one that went on. */
async function restart(subject: Subject): Promise<void> {
  const kept = join(folder, randomUUID())
  const first = await load(subject, kept)
  const long = user(await wordsOf(first.running, subject.long, 'P8'))
  const cold = await first.ask('a', [long])
  await first.running.dispose()
  const followUp = [long, assistant(cold.text), user('And then?')]
  const second = await load(subject, kept)
  const restored = await second.ask('a', followUp)
  await second.running.dispose()
  const third = await load(subject, join(folder, randomUUID()))
  await third.ask('a', [long])
  const uninterrupted = await third.ask('a', followUp)
  await third.running.dispose()

  const tokens = cold.facts.promptTokens
  const sides = `${restored.firstTokenMs.toFixed(0)} ms against ${cold.firstTokenMs.toFixed(0)} ms`
  noteGate({
    id: 'P8',
    what: `${subject.name}: first token after a restart, ${tokens} tokens, of a full read`,
    value: restored.firstTokenMs / cold.firstTokenMs,
    unit: 'times',
    most: 0.2,
    detail: sides,
  })
  noteGate({
    id: 'P8',
    what: `${subject.name}: tokens reused after it, of those reused without it`,
    value: restored.facts.reusedTokens / uninterrupted.facts.reusedTokens,
    unit: 'share',
    least: 0.95,
  })
  noteGate({
    id: 'P8',
    what: `${subject.name}: words that differ from going on without it`,
    value: restored.text === uninterrupted.text ? 0 : 1,
    unit: 'count',
    most: 0,
  })
}

/** P9: going from one conversation to another and back, beside staying in one. */
async function switching(subject: Subject): Promise<void> {
  const { ask, running } = await load(subject, join(folder, randomUUID()))
  const chats = new Map<string, LanguageModelV4Prompt>()
  for (const name of ['a', 'b', 'c']) {
    const prompt = [user(await wordsOf(running, MIDDLE, name))]
    const { text } = await ask(name, prompt, 8)
    chats.set(name, [...prompt, assistant(text)])
  }
  const next = async (name: string) => {
    const prompt = [...(chats.get(name) ?? []), user('And then?')]
    const reply = await ask(name, prompt, 8)
    chats.set(name, [...prompt, assistant(reply.text)])
    return reply
  }
  const staying: number[] = []
  const changing: number[] = []
  let readAgain = 0
  for (const name of ['a', 'b', 'c', 'a', 'b', 'c']) {
    // Nobody reads an answer faster; what was read is put on disk meanwhile.
    await pause(REST_MS)
    const changed = await next(name)
    changing.push(changed.firstTokenMs)
    const { promptTokens, reusedTokens } = changed.facts
    if (reusedTokens < promptTokens * 0.9) readAgain += 1
    await pause(REST_MS)
    staying.push((await next(name)).firstTokenMs)
  }
  await running.dispose()
  const [change, stay] = [median(changing), median(staying)]
  noteGate({
    id: 'P9',
    what: `${subject.name}: first token after changing chats of ${MIDDLE} tokens, of staying`,
    value: change / stay,
    unit: 'times',
    most: 1.1,
    detail: `${change.toFixed(0)} ms against ${stay.toFixed(0)} ms`,
  })
  noteGate({
    id: 'P9',
    what: `${subject.name}: changes after which something was read again`,
    value: readAgain,
    unit: 'count',
    most: 0,
  })
}

/** As large as what Carat gives to engines. */
const SIDE = 896

/** A red disc on white. */
async function drawPicture(round: number): Promise<Uint8Array> {
  const size = SIDE - round
  const data = Buffer.alloc(size * size * 3, 255)
  for (let at = 0; at < size * size; at += 1) {
    const [across, down] = [(at % size) - 300 - round * 40, Math.floor(at / size) - 440]
    if (Math.hypot(across, down) < 180 + round) data.fill(0, at * 3 + 1, at * 3 + 3)
  }
  return encodeView({ data, width: size, height: size }).toBuffer()
}

const showing = (data: Uint8Array, text: string): LanguageModelV4Prompt[number] => ({
  role: 'user',
  content: [
    { type: 'file', mediaType: 'image/png', data: { type: 'data', data } },
    { type: 'text', text },
  ],
})

/** P5 and P6: a picture that was looked at once. */
async function pictures(subject: Subject): Promise<void> {
  const { ask, running } = await load(subject, join(folder, randomUUID()))
  const seen: number[] = []
  const told: number[] = []
  let again = 0
  let inNewChats = 0
  for (let round = 0; round < 6; round += 1) {
    const picture = await drawPicture(round)
    const question = showing(picture, 'What is in this image?')
    const first = await ask(`p${round}`, [question], 24)
    const history = [question, assistant(first.text)]
    const second = await ask(`p${round}`, [...history, user('What colour is it?')], 8)
    again += second.facts.encodedPictures ?? 0
    const words = [user(await wordsOf(running, first.facts.promptTokens, `t${round}`))]
    const answered = await ask(`t${round}`, words, 24)
    const follow = [...words, assistant(answered.text), user('What colour is it?')]
    const plain = await ask(`t${round}`, follow, 8)
    if (round > 0) {
      seen.push(second.firstTokenMs)
      told.push(plain.firstTokenMs)
    }
    inNewChats += (await ask(`n${round}`, [question], 8)).facts.encodedPictures ?? 0
  }
  await running.dispose()
  noteGate({
    id: 'P5',
    what: `${subject.name}: encoder calls for second questions about the same picture`,
    value: again,
    unit: 'count',
    most: 0,
  })
  noteGate({
    id: 'P5',
    what: `${subject.name}: their first token, of an equal follow-up in words`,
    value: median(seen) / median(told),
    unit: 'times',
    most: 1.1,
    detail: `${median(seen).toFixed(1)} ms against ${median(told).toFixed(1)} ms`,
  })
  noteGate({
    id: 'P6',
    what: `${subject.name}: encoder calls for the same picture in a new chat (of 6)`,
    value: inNewChats,
    unit: 'count',
    most: 0,
  })
}

/** What is left to wait for when a picture was read while its question was typed. */
async function readingAhead(subject: Subject): Promise<void> {
  const { ask, running } = await load(subject, join(folder, randomUUID()))
  const waited: number[] = []
  const ahead: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const unread = showing(await drawPicture(10 + round), 'What is in this image?')
    waited.push((await ask(`w${round}`, [unread], 8)).firstTokenMs)
    const picture = await drawPicture(20 + round)
    await running.readAhead?.([showing(picture, 'What')], undefined, signal, () => {})
    const question = showing(picture, 'What is in this image?')
    ahead.push((await ask(`a${round}`, [question], 8)).firstTokenMs)
  }
  await running.dispose()
  const [full, rest] = [median(waited), median(ahead)]
  noteGate({
    id: 'P1',
    what: `${subject.name}: first token about a picture that was read ahead, of one that was not`,
    value: rest / full,
    unit: 'times',
    most: 0.5,
    detail: `${rest.toFixed(0)} ms against ${full.toFixed(0)} ms`,
  })
}

/** P10 and P11: a load beside plain llama-server's, and Stop in the middle of a reply. */
async function loadAndStop(subject: Subject): Promise<void> {
  const carat: number[] = []
  const plain: number[] = []
  for (let round = 0; round < 4; round += 1) {
    const begun = performance.now()
    const { running } = await load(subject, join(folder, 'loads'))
    carat.push(performance.now() - begun)
    await running.dispose()
    const other = performance.now()
    const server = await startPlainServer(program, subject.model, {
      threads,
      contextSize: subject.contextSize,
    })
    plain.push(performance.now() - other)
    await server.stop()
  }
  const [mine, theirs] = [median(carat.slice(1)), median(plain.slice(1))]
  noteGate({
    id: 'P10',
    what: `${subject.name}: load, of llama-server's`,
    value: mine / theirs,
    unit: 'times',
    most: 1.05,
    detail: `${mine.toFixed(0)} ms against ${theirs.toFixed(0)} ms`,
  })

  const { running } = await load(subject, join(folder, 'stops'))
  const stops: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const stop = new AbortController()
    const language = bindModel(subject.model, running).languageModel(() => {})
    const prompt = [user(`${round} Count to 60.`)]
    const { stream } = await language.doStream({ prompt, abortSignal: stop.signal })
    let stoppedAt = 0
    let ended = 0
    try {
      for await (const part of stream)
        if (part.type === 'text-delta' && !stop.signal.aborted) {
          stoppedAt = performance.now()
          stop.abort()
        }
    } catch {
      ended = performance.now()
    }
    // The engine is idle once it answers as it does when nothing was before.
    const answered = async (text: string) => {
      const asked = performance.now()
      await answer(running, subject.model, 'stop', [user(text)], 1)
      return performance.now() - asked
    }
    const after = await answered(`${round} after`)
    const idle = await answered(`${round} again`)
    stops.push(ended - stoppedAt + Math.max(0, after - idle))
  }
  await running.dispose()
  noteGate({
    id: 'P11',
    what: `${subject.name}: from Stop until the engine is idle`,
    value: Math.max(...stops),
    unit: 'ms',
    most: 250,
  })
}

const demo = (name: string) => resolve(root, 'resources/demo-model', name)
const seeing = toModel('demo', demo('demo-vlm.gguf'), demo('demo-vlm-mmproj.gguf'), {
  contextSize: 8192,
  long: 7600,
})
process.stdout.write(`${threads} threads\n`)
await pictures(seeing)
await readingAhead(seeing)
await switching(seeing)
await restart(seeing)
await loadAndStop(seeing)
if (process.env.CARAT_BENCH_SMALL !== '1') {
  const path = writeShapedModel(folder)
  // What it writes takes more tokens to be read again.
  const sizes = { contextSize: 10_240, long: 8192 }
  const shaped = toModel('1B shape', path, null, sizes)
  const projector = writeShapedProjector(folder, SHAPED_WIDTH)
  const seeingShape = toModel('1B shape', path, projector, sizes)
  await pictures(seeingShape)
  await readingAhead(seeingShape)
  await loadAndStop(shaped)
  await switching(shaped)
  await restart(shaped)
}
await rm(folder, { recursive: true, force: true })
process.exit()
