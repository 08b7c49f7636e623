// How the window feels while a long answer arrives: 20,000 letters of prose, code, tables and
// formulas at 200 tokens a second, through the real services and a real browser. The engine's place
// is taken by a program that speaks its protocol at an exact rate (e2e/scripted-engine), since no
// model writes like that on every computer. Needs the built window, and a computer with little else
// to do: tasks, frames and delays are in time that passes, only the work is in the processor's.
//
//   npm run bench -- streaming
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from '@playwright/test'
import { installScriptedApp } from '../e2e/scripted-engine/install.ts'
import type { SentPiece } from '../e2e/scripted-engine/script.ts'
import { messageBox, newChat, openBrowserWindow } from './browser-window.ts'
import { median } from './compare.ts'
import { noteGate } from './gate.ts'
import { markAt, markPattern, writeLongAnswer } from './long-answer.ts'
import { longTasks, noteLongTasks } from './long-tasks.ts'

const LETTERS_PER_TOKEN = 4
const TOKENS_PER_SECOND = 200
/** P4 is promised at this rate. */
const USUAL_TOKENS_PER_SECOND = 100
const ROUNDS = 3
const ANSWERS_IN_A_ROW = 30
const QUESTION = 'Write it all.'
const answer = writeLongAnswer()
const tokens = Math.ceil(answer.text.length / LETTERS_PER_TOKEN)

/** What a page notes while an answer arrives; times in milliseconds since 1970. */
interface Notes {
  frames: number[]
  painted: Record<string, number>
  /** Of each key press, by its interaction. */
  delays: Record<string, number>
  /** How far things moved that should have stayed, and when. */
  shifts: [at: number, far: number][]
}

/** Starts noting in the page; what was noted before is forgotten. */
const startNotes = (page: Page) =>
  page.evaluate((pattern) => {
    const notes: Notes = { frames: [], painted: {}, delays: {}, shifts: [] }
    const known = window as unknown as { notes?: Notes }
    const begun = known.notes === undefined
    known.notes = notes
    const current = () => known.notes!
    if (!begun) return
    const wallClock = () => performance.timeOrigin + performance.now()
    const observe = (type: string, take: (entry: PerformanceEntry) => void, more = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, ...more })
    observe('layout-shift', (entry) => {
      const { sources, startTime, value } = entry as PerformanceEntry & {
        value: number
        sources: { node: Node | null }[]
      }
      // A word that outgrows its line goes to the next one, as anywhere where words are written.
      const isWordAtEnd = ({ node }: { node: Node | null }) =>
        node instanceof Text && node.parentElement?.closest('.grew > :last-child')
      if (sources.length > 0 && sources.every(isWordAtEnd)) return
      current().shifts.push([performance.timeOrigin + startTime, value])
    })
    observe(
      'event',
      (entry) => {
        const { duration, interactionId } = entry as PerformanceEventTiming
        if (interactionId === 0) return
        const { delays } = current()
        delays[interactionId] = Math.max(delays[interactionId] ?? 0, duration)
      },
      { durationThreshold: 16 },
    )
    let last = 0
    const frame = (now: number) => {
      if (last > 0) current().frames.push(now - last)
      last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    // What is put into the page while a frame is made is painted at its end, all else in the next.
    let inFrame = false
    const request = window.requestAnimationFrame.bind(window)
    window.requestAnimationFrame = (take) =>
      request((now) => {
        inFrame = true
        try {
          take(now)
        } finally {
          // After those who look at what changed, which is when the call has returned.
          queueMicrotask(() => (inFrame = false))
        }
      })
    const channel = new MessageChannel()
    let seen: string[] = []
    channel.port1.onmessage = () => {
      for (const mark of seen) current().painted[mark] ??= wallClock()
      seen = []
    }
    const paint = () => channel.port2.postMessage(null)
    const look = (text: string | null) => {
      const marks = text?.match(new RegExp(pattern, 'g'))
      if (!marks) return
      if (seen.length === 0) {
        if (inFrame) paint()
        else request(paint)
      }
      seen.push(...marks)
    }
    new MutationObserver((changes) => {
      for (const { addedNodes, target, type } of changes) {
        if (type === 'characterData') look((target as Text).data)
        for (const node of addedNodes) look(node.textContent)
      }
    }).observe(document.querySelector('main')!, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  }, markPattern.source)

const takeNotes = (page: Page) => page.evaluate(() => (window as unknown as { notes: Notes }).notes)

/** Seconds of the processor that the page's main thread took, whatever else the computer does. */
async function workedSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}

const residentMegabytes = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

async function ask(page: Page): Promise<void> {
  await messageBox(page).fill(QUESTION)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

/** Waits until the whole answer is there. */
async function untilWritten(page: Page): Promise<void> {
  await page.locator('article[aria-busy]').last().waitFor()
  await page
    .locator('article[aria-busy=false]', { hasText: markAt(answer.marks - 1) })
    .last()
    .waitFor({ timeout: 120_000 })
}

/** When the letters up to a mark had been sent. */
function sentAt(sent: readonly SentPiece[], mark: string): number {
  const end = answer.text.indexOf(mark) + mark.length
  return sent.find(([, letters]) => letters >= end)?.[0] ?? Number.NaN
}

const percentile = (values: readonly number[], share: number) => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** One answer at the exact rate, while somebody types. */
async function round(page: Page, session: CDPSession, number: number) {
  await newChat(page)
  await startNotes(page)
  const worked: number[] = []
  const tasks = await longTasks(page, `streaming-${number}`, async () => {
    await ask(page)
    const sampling = (async () => {
      for (let second = 0; second <= tokens / TOKENS_PER_SECOND; second += 1) {
        worked.push(await workedSeconds(session))
        await pause(1000)
      }
    })()
    await messageBox(page).pressSequentially('is this still as quick as before? '.repeat(3), {
      delay: 120,
    })
    await sampling
    await untilWritten(page)
  })
  const notes = await takeNotes(page)
  // The new conversation takes its place in the list before, as it was asked to.
  const begun = Math.min(...Object.values(notes.painted))
  const shifts = notes.shifts.filter(([at]) => at > begun)
  const thousand = 1000 / TOKENS_PER_SECOND
  const cost = (from: number) => (worked[from + thousand] ?? NaN) - (worked[from] ?? NaN)
  const lastWhole = worked.length - 1 - thousand
  return {
    tasks,
    shift: shifts.reduce((sum, [, far]) => sum + far, 0),
    dropped: notes.frames.filter((ms) => ms > 25).length / notes.frames.length,
    delay: percentile(Object.values(notes.delays), 0.98),
    firstCost: cost(0),
    lastCost: cost(lastWhole),
  }
}

/** P4: how long words of an answer are on their way, while nobody types. */
async function lateness(page: Page): Promise<void> {
  scripted.setScript({ tokensPerSecond: USUAL_TOKENS_PER_SECOND })
  await newChat(page)
  await startNotes(page)
  await ask(page)
  await untilWritten(page)
  const sent = scripted.sent()
  const { painted } = await takeNotes(page)
  const times = Object.entries(painted).map(([mark, at]) => at - sentAt(sent, mark))
  noteGate({
    id: 'P4',
    what: `token out of the engine until it is painted at ${USUAL_TOKENS_PER_SECOND} a second, 95 of 100`,
    value: percentile(times, 0.95),
    unit: 'ms',
    most: 33,
    detail: `half within ${percentile(times, 0.5).toFixed(1)} ms, ${times.length} marks`,
  })
}

/** Answers one after the other: what is kept of each must not grow. */
async function flatness(page: Page, session: CDPSession): Promise<void> {
  scripted.setScript({ tokensPerSecond: 2000 })
  const heaps: number[] = []
  const resident: number[] = []
  for (let number = 0; number < ANSWERS_IN_A_ROW; number += 1) {
    await newChat(page)
    await ask(page)
    await untilWritten(page)
    heaps.push(await heapMegabytes(session))
    resident.push(residentMegabytes(host.pid))
  }
  const grown = (values: number[]) =>
    (median(values.slice(-5)) - median(values.slice(9, 14))) / (ANSWERS_IN_A_ROW - 14)
  const trace = (values: number[]) => [0, 9, 19, 29].map((at) => values[at]?.toFixed(0)).join(' > ')
  noteGate({
    id: 'P12',
    what: `MB of the window's heap that one more of ${ANSWERS_IN_A_ROW} answers keeps`,
    value: Number(grown(heaps).toFixed(2)),
    unit: 'count',
    most: 0.5,
    detail: `${trace(heaps)} MB`,
  })
  noteGate({
    id: 'P12',
    what: 'MB of the services that one more keeps',
    value: Number(grown(resident).toFixed(2)),
    unit: 'count',
    most: 1,
    detail: `${trace(resident)} MB`,
  })
}

type Round = Awaited<ReturnType<typeof round>>

function report(rounds: Round[]): void {
  const middle = (of: (one: Round) => number) => median(rounds.map(of))
  const byTasks = rounds.toSorted((one, other) => one.tasks.length - other.tasks.length)
  noteLongTasks('P12', `${answer.text.length} letters are written`, byTasks[1]?.tasks ?? [])
  noteGate({
    id: 'P12',
    what: 'layout shift from the first words on',
    value: Number(middle(({ shift }) => shift).toFixed(4)),
    unit: 'count',
    most: 0,
    detail: rounds.map(({ shift }) => shift.toFixed(4)).join(' '),
  })
  noteGate({
    id: 'P12',
    what: 'frames that came late',
    value: middle(({ dropped }) => dropped),
    unit: 'share',
    detail: 'without a graphics card: for comparison',
  })
  noteGate({
    id: 'P12',
    what: 'work for the last thousand tokens, of that for the first',
    value: middle(({ firstCost, lastCost }) => lastCost / firstCost),
    unit: 'times',
    most: 1.3,
    detail: rounds
      .map(({ firstCost, lastCost }) => `${lastCost.toFixed(2)} to ${firstCost.toFixed(2)} s`)
      .join(', '),
  })
  noteGate({
    id: 'P13',
    what: 'key press until painted while an answer is written, 98 of 100',
    value: middle(({ delay }) => delay),
    unit: 'ms',
    most: 100,
  })
}

let scripted!: ReturnType<typeof installScriptedApp>
const { page, context, host, close } = await openBrowserWindow(({ homeFolder }) => {
  scripted = installScriptedApp(join(homeFolder, 'app'), {
    answers: { [QUESTION]: answer.text },
    lettersPerToken: LETTERS_PER_TOKEN,
    tokensPerSecond: TOKENS_PER_SECOND * 5,
  })
  return scripted.root
})
const session = await context.newCDPSession(page)
await session.send('Performance.enable', { timeDomain: 'threadTicks' })
// Brings in what is loaded when it is first needed: formulas, colours, the model.
await newChat(page)
await ask(page)
await untilWritten(page)
scripted.setScript({ tokensPerSecond: TOKENS_PER_SECOND })
const rounds = []
for (let number = 0; number < ROUNDS; number += 1) rounds.push(await round(page, session, number))
report(rounds)
await lateness(page)
await flatness(page, session)
await close()
process.exit()
