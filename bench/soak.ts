// Hours of chat through the real window: pictures, follow-ups, changes of conversation, other
// versions and stopped replies, while the memory of each process is written down. Needs the built
// window and Linux.
//
//   npm run bench -- soak                               two hours
//   CARAT_SOAK_MINUTES=10 npm run bench -- soak         as long as you like
//   CARAT_SOAK_LOG=soak.csv npm run bench -- soak       every sample, for a look at the curve
import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { createAppFolder } from '../e2e/harness/app-folder.ts'
import { startHostProcess } from '../e2e/harness/host-process.ts'
import { findFamily, findProcesses, type RunningProcess } from '../e2e/harness/processes.ts'
import { until } from '../e2e/harness/until.ts'
import { findChromium } from '../scripts/run/chromium.mjs'
import { readProcessMemory } from '../src-main/inference/process-memory.ts'
import { median } from './compare.ts'
import { connectDevtools, type Devtools } from './devtools.ts'
import { noteGate } from './gate.ts'
import { growthPerHour, mediansOf, type Sample } from './growth.ts'
import { openPlainPage } from './plain-page.ts'
import { createPerson } from './person.ts'

const MINUTES = Number(process.env.CARAT_SOAK_MINUTES ?? 120)
/** What is loaded and cached at first is no growth. */
const SETTLING_MINUTES = Math.min(30, MINUTES / 2)
const SAMPLE_MS = 30_000
/** As fast as an eager person; a turn a second would measure the list of conversations. */
const TURN_MS = 4000
const MOST_GROWTH = 0.05
/** A peak that a sample met by chance decides nothing. */
const BLOCK_MINUTES = Math.min(5, MINUTES / 10)

const folder = createAppFolder({})
// The port at which a process is spoken to, once it is asked for; see `connectServices`.
const environment = { ...folder.environment, NODE_OPTIONS: '--inspect-port=0' }
const host = await startHostProcess({ ...folder, environment })
const profile = `${folder.dataFolder}-browser`
const program = findChromium()
if (!program) throw new Error('There is no Chromium; set CHROMIUM_PATH to one.')
const { close, page } = await openPlainPage({ program, profile, address: host.link })
const person = createPerson(page)
await person.ready()
const services = await connectServices()

async function connectServices(): Promise<Devtools> {
  process.kill(host.pid, 'SIGUSR1')
  const address = () => /^Debugger listening on (ws:\S+)$/m.exec(host.complaints())?.[1]
  await until('a way to speak to the services', () => address() !== undefined)
  return await connectDevtools(address()!)
}

/** What could be collected swings by half over as many minutes, and is no growth. */
const collect = () => Promise.all([services.send('HeapProfiler.collectGarbage'), page.collect()])

/** Of the largest; none was found where it is not a number. */
const memoryOf = async (found: RunningProcess[]) =>
  Math.max(
    found.length === 0 ? Number.NaN : 0,
    ...(await Promise.all(found.map(({ pid }) => readProcessMemory(pid)))),
  )

const browserProcesses = (type: string) =>
  findFamily(findProcesses(profile)).filter(({ command }) => command.includes(`--type=${type} `))

const readers: Record<string, () => Promise<number>> = {
  services: () => readProcessMemory(host.pid),
  // The largest page; the others are the browser's own.
  window: () => memoryOf(browserProcesses('renderer')),
  graphics: () => memoryOf(browserProcesses('gpu-process')),
  // Not the other kind, which only looks for graphics cards now and then.
  engine: () => memoryOf(folder.processes().filter(({ command }) => /llama-server/.test(command))),
}

const colours = ['red', 'green', 'blue', 'yellow', 'purple', 'orange']

async function drawPicture(turn: number) {
  const size = 400 + (turn % 300)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <rect width="100%" height="100%" fill="white"/>
    <circle cx="200" cy="200" r="${80 + (turn % 90)}" fill="${colours[turn % colours.length]}"/></svg>`
  const bytes = await sharp(Buffer.from(svg)).png().toBuffer()
  return { name: `shape-${turn}.png`, type: 'image/png', bytes }
}

/** One turn of a person at work: mostly questions, now and then something else. */
async function takeTurn(turn: number): Promise<void> {
  const kind = turn % 10
  if (kind === 0 || kind === 4) {
    await person.startChat()
    await person.attach(await drawPicture(turn))
    await person.ask(`${turn}. What is in this image?`)
  } else if (kind === 3 || kind === 7) {
    await person.changeChat(turn % 12)
    await person.ask(`${turn}. What colour is it?`)
  } else if (kind === 8) await person.regenerate()
  else if (kind === 9) await person.askAndStop(`${turn}. Count to 60.`)
  else await person.ask(`${turn}. Count to ${5 + (turn % 10)}.`)
}

const begun = performance.now()
const minutes = () => (performance.now() - begun) / 60_000
const samples = new Map<string, Sample[]>(Object.keys(readers).map((name) => [name, []]))
const log = process.env.CARAT_SOAK_LOG
const columns = ['minute', 'turn', ...Object.keys(readers), 'services before', 'window before']
if (log) writeFileSync(log, `${columns.join(',')}\n`)
let turns = 0
const failures: string[] = []
let nextSample = 0
while (minutes() < MINUTES) {
  const due = performance.now() + TURN_MS
  await takeTurn(turns).catch(async (error: unknown) => {
    failures.push(`${turns}: ${String(error).slice(0, 300)}`)
    await person.startChat()
  })
  turns += 1
  if (performance.now() >= nextSample) {
    nextSample = performance.now() + SAMPLE_MS
    const minute = minutes()
    const before = await Promise.all([readers.services!(), readers.window!()])
    await collect()
    const row: number[] = []
    for (const [name, read] of Object.entries(readers)) {
      const bytes = await read()
      row.push(Math.round(bytes / 2 ** 20))
      if (bytes > 0) samples.get(name)?.push({ minute, bytes })
    }
    const uncollected = before.map((bytes) => Math.round(bytes / 2 ** 20))
    const line = `${minute.toFixed(1)},${turns},${[...row, ...uncollected].join(',')}\n`
    if (log) writeFileSync(log, line, { flag: 'a' })
  }
  await pause(Math.max(0, due - performance.now()))
}

for (const [name, all] of samples) {
  const settled = all.filter(({ minute }) => minute >= SETTLING_MINUTES)
  const mib = (some: Sample[]) => Math.round(median(some.map(({ bytes }) => bytes)) / 2 ** 20)
  noteGate({
    id: 'P18',
    what: `memory of ${name}: growth an hour over ${MINUTES} minutes and ${turns} turns`,
    value: growthPerHour(mediansOf(settled, BLOCK_MINUTES)),
    unit: 'share',
    most: MOST_GROWTH,
    detail: `${mib(settled.slice(0, 10))} MiB when settled, ${mib(settled.slice(-10))} MiB at the end`,
  })
}
noteGate({
  id: 'P18',
  what: 'turns of the soak that did not come to their end',
  value: failures.length,
  unit: 'count',
  most: 0,
  detail: failures[0] ?? '',
})
const complaints = host.complaints().replaceAll(/^(Debugger|For help).*\n/gm, '')
if (complaints !== '') process.stdout.write(`The host complained:\n${complaints.slice(0, 2000)}\n`)
await close()
services.close()
await host.stop()
await folder.remove()
process.exit()
