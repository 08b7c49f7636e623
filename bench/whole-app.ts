// What a message takes through the whole app, from Send until the words reach the window's socket,
// beside plain llama-server asked over HTTP: the same file, threads, context and words. Needs the
// built app.
//
//   npm run bench -- whole-app                        the demo model and one of Gemma 3 1B's shape
//   CARAT_BENCH_SMALL=1 npm run bench -- whole-app    the demo model alone
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { createAppFolder } from '../e2e/harness/app-folder.ts'
import { startHostProcess } from '../e2e/harness/host-process.ts'
import { attachmentUrl } from '../src-main/contract/attachments.ts'
import { automaticLoadOptions } from '../src-main/contract/load-options.ts'
import type { ChatEvent } from '../src-main/contract/chats.ts'
import type { Part, ReplyStats } from '../src-main/contract/messages.ts'
import { plainPreset } from '../src-main/contract/presets.ts'
import { automaticEngineOptions } from '../src-main/inference/engine-options.ts'
import { countEngineThreads } from '../src-main/inference/engine-threads.ts'
import { createVisionEngineBinary } from '../src-main/inference/vision-engine-binary.ts'
import { askPlain, greedy, type Question, time, type Timing, toPrompt } from './ask.ts'
import { compare, type Comparison, DEMO_ROUNDS, SHAPED_ROUNDS, toTable } from './compare.ts'
import { connectWindow } from './connect-window.ts'
import { noteComparison } from './gate.ts'
import { startPlainServer } from './plain-server.ts'
import { SHAPED_WIDTH, writeShapedModel } from './shaped-model.ts'
import { writeShapedProjector } from './shaped-projector.ts'

const root = resolve(import.meta.dirname, '..')
const CONTEXT_SIZE = 4096
/** Time before each new conversation, of which the last second is typing. */
const REST_MS = 2500
const LETTERS = 10
const LETTER_MS = 100
const threads = await countEngineThreads()
const binary = createVisionEngineBinary({ checkoutFolder: root, resourcesFolder: '' })
const program = await binary.prepare(new AbortController().signal)
const folder = createAppFolder({})
const models = join(folder.dataFolder, 'models')
mkdirSync(models, { recursive: true })
const shaped =
  process.env.CARAT_BENCH_SMALL === '1'
    ? null
    : {
        modelPath: writeShapedModel(models),
        projectorPath: writeShapedProjector(models, SHAPED_WIDTH),
      }
const host = await startHostProcess(folder)
const { client, close } = await connectWindow(host.link)

async function toParts({ picture, text }: Question): Promise<Part[]> {
  if (!picture) return [{ type: 'text', text }]
  const file = new File([Uint8Array.from(picture)], 'shape.png', { type: 'image/png' })
  const { id, mediaType } = await client.attachments.add({ file })
  const url = attachmentUrl(id)
  return [
    { type: 'file', mediaType, url, filename: 'shape.png' },
    { type: 'text', text },
  ]
}

/** What was written before the window began to follow. */
function textSoFar(event: ChatEvent, replyId: string): string {
  if (event.type !== 'snapshot') return ''
  const parts = event.messages.find(({ id }) => id === replyId)?.parts ?? []
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

/** What was read before is put on disk meanwhile, as it is for a person. */
async function restAndType(text: string, type: (words: string) => Promise<unknown>) {
  await pause(REST_MS - LETTERS * LETTER_MS)
  for (let letter = 1; letter <= LETTERS; letter += 1) {
    await type(text.slice(0, Math.ceil((text.length * letter) / LETTERS)))
    await pause(LETTER_MS)
  }
}

/** The meter counts while one types, so nobody is asleep when Send is pressed. */
const typeInWindow = (modelId: string, parts: Part[]) => (text: string) =>
  client.context.measure({
    parentId: null,
    modelId,
    parts: parts.map((part) => (part.type === 'text' ? { ...part, text } : part)),
    context: null,
  })

const typePlain = (url: string) => (content: string) =>
  fetch(`${url}/tokenize`, { method: 'POST', body: JSON.stringify({ content }) }).then((answer) =>
    answer.arrayBuffer(),
  )

/** A new conversation, as a window hears of it: the words of its reply, which may come joined. */
function ask(modelId: string, parts: Part[], maxTokens: number): Promise<Timing> {
  let stats: ReplyStats | null = null
  async function* send(): AsyncGenerator<string> {
    const intent = { requestId: randomUUID(), chatId: null, parentId: null, modelId, parts }
    const preset = { ...plainPreset, sampling: { maxTokens } }
    const { chatId, replyId } = await client.chats.send({ ...intent, preset, context: null })
    for await (const event of await client.chats.followChat({ chatId })) {
      if (event.type === 'message' && event.message.id === replyId) {
        stats = event.message.stats
        if (event.message.status !== 'running') return
      }
      const text = event.type === 'delta' ? event.text : textSoFar(event, replyId)
      if (text !== '') yield text
    }
  }
  return time(send(), () => (stats ? { tokens: stats.outputTokens, prompt: toPrompt(stats) } : {}))
}

async function run(
  name: string,
  modelId: string,
  files: { modelPath: string; projectorPath: string },
  rounds: number,
  questionOf: (round: number) => Promise<Question>,
): Promise<Comparison> {
  const options = { ...automaticLoadOptions, contextSize: CONTEXT_SIZE, sampling: greedy }
  await client.models.setOptions({ modelId, options })
  await client.models.load({ modelId })
  const model = { id: name, name, ...files, chatTemplate: 'own' as const }
  const plain = await startPlainServer(
    program,
    { ...model, sampling: greedy, loadOptions: automaticEngineOptions },
    { threads, contextSize: CONTEXT_SIZE },
  )
  const questions = new Map<number, Question>()
  const parts = new Map<number, Part[]>()
  for (let round = 0; round <= rounds; round += 1) {
    const question = await questionOf(round)
    questions.set(round, question)
    parts.set(round, await toParts(question))
  }
  const asked = (round: number) => questions.get(round)!
  const compared = await compare(
    `${name} (${threads} threads)`,
    async (round) => {
      await restAndType(asked(round).text, typeInWindow(modelId, parts.get(round)!))
      return ask(modelId, parts.get(round)!, asked(round).maxTokens)
    },
    async (round) => {
      await restAndType(asked(round).text, typePlain(plain.url))
      return askPlain(plain.url, asked(round))
    },
    rounds,
  )
  await plain.stop()
  return compared
}

async function drawPicture(round: number): Promise<Uint8Array> {
  const size = 480 + round
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <rect width="100%" height="100%" fill="white"/>
    <circle cx="${160 + round * 20}" cy="240" r="${90 + round}" fill="red"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

const demo = (name: string) => resolve(root, 'resources/demo-model', name)
const seeing = { modelPath: demo('demo-vlm.gguf'), projectorPath: demo('demo-vlm-mmproj.gguf') }
const comparisons = [
  await run('whole app, words, demo', 'demo', seeing, DEMO_ROUNDS, async (round) => ({
    text: `${round}. Count to 60.`,
    picture: null,
    maxTokens: 120,
  })),
  await run('whole app, pictures, demo', 'demo', seeing, DEMO_ROUNDS, async (round) => ({
    text: 'Count to 60.',
    picture: await drawPicture(round),
    maxTokens: 120,
  })),
]
if (shaped) {
  const snapshots = await client.models.follow()
  let modelId: string | undefined
  for await (const { models: known } of snapshots) {
    modelId = known.find(({ id }) => id !== 'demo')?.id
    if (modelId) break
  }
  if (!modelId) throw new Error('the shaped model was not found')
  const sentence = 'The garden behind the house was full of old trees. '
  comparisons.push(
    await run('whole app, words, 1B shape', modelId, shaped, SHAPED_ROUNDS, async (round) => ({
      text: `Letter ${round}.\n${sentence.repeat(20)}\nWrite a story about this garden.`,
      picture: null,
      maxTokens: 60,
    })),
    await run('whole app, pictures, 1B shape', modelId, shaped, SHAPED_ROUNDS, async (round) => ({
      text: 'Write a story about this circle.',
      picture: await drawPicture(round),
      maxTokens: 60,
    })),
  )
}
for (const comparison of comparisons) noteComparison(comparison)
process.stdout.write(`Carat / llama-server, medians\n${toTable(comparisons)}\n`)
close()
await host.stop()
await folder.remove()
process.exit()
