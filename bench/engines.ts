// What Carat's engines add to llama.cpp, as ratios in one run: each engine beside plain
// llama-server with the same file, threads and context. Never a timed test: machines are noisy.
//
//   npm run bench -- engines                                the demo model and one of Gemma 3 1B's shape
//   CARAT_REAL_MODEL=model.gguf npm run bench -- engines    with a text model of yours in its place
//   CARAT_BENCH_SMALL=1 npm run bench -- engines            the demo model alone
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import sharp from 'sharp'
import { bindModel } from '../src-main/inference/bind-model.ts'
import type { EngineModel, EngineProcess } from '../src-main/inference/engine.ts'
import { automaticEngineOptions } from '../src-main/inference/engine-options.ts'
import { countEngineThreads } from '../src-main/inference/engine-threads.ts'
import { createTextEngine } from '../src-main/inference/text-engine.ts'
import { createVisionEngine } from '../src-main/inference/vision-engine.ts'
import { createVisionEngineBinary } from '../src-main/inference/vision-engine-binary.ts'
import { forkChild } from '../src-main/platform/fork-child.ts'
import { askCarat, askPlain, greedy, type Question } from './ask.ts'
import { compare, type Comparison, DEMO_ROUNDS, SHAPED_ROUNDS, toTable } from './compare.ts'
import { noteComparison } from './gate.ts'
import { startPlainServer } from './plain-server.ts'
import { SHAPED_WIDTH, writeShapedModel } from './shaped-model.ts'
import { writeShapedProjector } from './shaped-projector.ts'

const root = resolve(import.meta.dirname, '..')
const { signal } = new AbortController()
const binary = createVisionEngineBinary({
  checkoutFolder: root,
  resourcesFolder: resolve(root, 'resources'),
})
const program = await binary.prepare(signal)
const threads = await countEngineThreads()
const textEngine = createTextEngine({
  spawnChild: () => forkChild(resolve(root, 'src-main/engine/main.ts')),
})
const visionEngine = createVisionEngine(binary)
const CONTEXT_SIZE = 4096

const model = (path: string, projector: string | null): EngineModel => ({
  id: 'bench',
  name: basename(path),
  modelPath: path,
  projectorPath: projector,
  chatTemplate: 'own',
  sampling: greedy,
  loadOptions: automaticEngineOptions,
})

/**
 * Rounds for which processes live. Two of the same program, started alike, were seen to
 * differ by up to a tenth for as long as they live.
 */
const ROUNDS_A_LIFE = 2
const warmingUp: Question = { text: 'Hello', picture: null, maxTokens: 8 }

/** Runs one comparison with both sides loaded, and frees both. */
async function run(
  name: string,
  load: () => Promise<EngineProcess>,
  engineModel: EngineModel,
  question: (round: number) => Promise<Question>,
  rounds = DEMO_ROUNDS,
): Promise<Comparison> {
  let engine = await load()
  const startPlain = () =>
    startPlainServer(program, engineModel, { threads, contextSize: CONTEXT_SIZE })
  let plain = await startPlain()
  const ask = (asked: Question) =>
    askCarat(
      bindModel(engineModel, engine).languageModel(() => {}),
      asked,
    )
  const end = () => Promise.all([engine.dispose(), plain.stop()])
  const startAgain = async (round: number) => {
    if (round < 2 || round % ROUNDS_A_LIFE !== 1) return
    await end()
    const starts = [async () => (engine = await load()), async () => (plain = await startPlain())]
    const isOdd = Math.floor(round / ROUNDS_A_LIFE) % 2 === 1
    for (const start of isOdd ? starts.toReversed() : starts) await start()
    await ask(warmingUp)
    await askPlain(plain.url, warmingUp)
  }
  try {
    const questions = new Map<number, Promise<Question>>()
    const questionOf = (round: number) => {
      const made = questions.get(round) ?? question(round)
      questions.set(round, made)
      return made
    }
    return await compare(
      `${name} (${engine.device}, ${threads} threads)`,
      async (round) => ask(await questionOf(round)),
      async (round) => askPlain(plain.url, await questionOf(round)),
      rounds,
      startAgain,
    )
  } finally {
    await end()
  }
}

/** A picture neither side has seen: the demo model's kind of shape on a background of its own. */
async function drawPicture(round: number): Promise<Uint8Array> {
  const size = 480 + round
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <rect width="100%" height="100%" fill="white"/>
    <circle cx="${160 + round * 20}" cy="240" r="${90 + round}" fill="red"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

const quiet = { signal, contextSize: CONTEXT_SIZE, onPhase: () => {} }
const demo = resolve(root, 'resources/demo-model/demo-vlm.gguf')
const projector = resolve(root, 'resources/demo-model/demo-vlm-mmproj.gguf')
const comparisons: Comparison[] = []

const demoText = model(demo, null)
// A different start each round, or the second side to be asked would reuse more than the first.
const counting = async (round: number) => ({
  text: `${round}. Count to 60.`,
  picture: null,
  maxTokens: 120,
})
comparisons.push(
  await run('words, demo', () => visionEngine.load(demoText, quiet), demoText, counting),
  {
    ...(await run(
      'words, demo, node-llama-cpp',
      () => textEngine.load(demoText, quiet),
      demoText,
      counting,
    )),
    gated: false,
  },
)
const looking = async (round: number) => ({
  text: 'What is in this image?',
  picture: await drawPicture(round),
  maxTokens: 120,
})
const demoVision = model(demo, projector)
comparisons.push(
  await run('vision, demo', () => visionEngine.load(demoVision, quiet), demoVision, looking),
)
const letter = async (round: number) => ({
  text: `Letter ${round}.\n${'The garden behind the house was full of old trees. '.repeat(40)}\nWrite a long story about this garden.`,
  picture: null,
  maxTokens: 120,
})
const real = process.env.CARAT_REAL_MODEL
const folder = await mkdtemp(join(tmpdir(), 'carat-bench-'))
const large = real ? resolve(real) : writeShapedModel(folder)
if (process.env.CARAT_BENCH_SMALL !== '1' || real) {
  const larger = model(large, null)
  const name = real ? larger.name : '1B shape'
  const load = () => visionEngine.load(larger, quiet)
  comparisons.push(await run(`words, ${name}`, load, larger, letter, SHAPED_ROUNDS))
  if (!real) {
    const seeing = model(large, writeShapedProjector(folder, SHAPED_WIDTH))
    const loadSeeing = () => visionEngine.load(seeing, quiet)
    comparisons.push(await run(`vision, ${name}`, loadSeeing, seeing, looking, SHAPED_ROUNDS))
  }
}
await rm(folder, { recursive: true, force: true })
for (const comparison of comparisons) noteComparison(comparison)
process.stdout.write(`Carat / llama-server, medians\n${toTable(comparisons)}\n`)
process.exit()
