// Hours of chat through the real window: pictures, follow-ups, changes of conversation, other
// versions and stopped replies, while the memory of each process is written down. Needs the built
// window and Linux.
//
//   npm run bench -- soak                               two hours
//   CARAT_SOAK_MINUTES=10 npm run bench -- soak         as long as you like
//   CARAT_SOAK_LOG=soak.csv npm run bench -- soak       every sample, for a look at the curve
import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import { createAppFolder } from '../e2e/harness/app-folder.ts'
import { attach } from '../e2e/harness/files.ts'
import { startHostProcess } from '../e2e/harness/host-process.ts'
import { findProcesses, isEngine } from '../e2e/harness/processes.ts'
import {
  chats,
  finished,
  messageBox,
  questions,
  replies,
  sendButton,
  startChat,
} from '../e2e/harness/window.ts'
import { findChromium } from '../scripts/run/chromium.mjs'
import { readProcessMemory } from '../src-main/inference/process-memory.ts'
import { median } from './compare.ts'
import { noteGate } from './gate.ts'
import { growthPerHour, type Sample } from './growth.ts'

const MINUTES = Number(process.env.CARAT_SOAK_MINUTES ?? 120)
/** What is loaded and cached at first is no growth. */
const SETTLING_SHARE = 0.25
const SAMPLE_MS = 10_000
/** As fast as an eager person; a turn a second would measure the list of conversations. */
const TURN_MS = 4000
const MOST_GROWTH = 0.05

const folder = createAppFolder({})
const host = await startHostProcess(folder)
const executablePath = findChromium()
const profile = `${folder.dataFolder}-browser`
const browser = await chromium.launchPersistentContext(profile, {
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
  locale: 'en-US',
  viewport: { width: 1280, height: 800 },
})
const page = await browser.newPage()
page.setDefaultTimeout(60_000)
await page.goto(host.link)
await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()

/** The largest page of this browser; the others are its empty first tab. */
async function windowMemory(): Promise<number> {
  const pages = findProcesses(profile).filter(({ command }) => command.includes('--type=renderer'))
  return Math.max(0, ...(await Promise.all(pages.map(({ pid }) => readProcessMemory(pid)))))
}

async function engineMemory(): Promise<number> {
  const engines = folder.processes().filter(isEngine)
  const sizes = await Promise.all(engines.map(({ pid }) => readProcessMemory(pid)))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const readers: Record<string, () => Promise<number>> = {
  services: () => readProcessMemory(host.pid),
  window: windowMemory,
  engine: engineMemory,
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

/** Sends a message that no other is like; a change of conversation may still be on its way. */
async function send(page: Page, text: string): Promise<Locator> {
  await messageBox(page).fill(text)
  await sendButton(page).click()
  await questions(page).filter({ hasText: text }).last().waitFor()
  return replies(page).last()
}

const ask = async (page: Page, text: string) => finished(await send(page, text))

/** One turn of a person at work: mostly questions, now and then something else. */
async function takeTurn(page: Page, turn: number): Promise<void> {
  const kind = turn % 10
  if (kind === 0 || kind === 4) {
    await startChat(page)
    await attach(page, [await drawPicture(turn)])
    await ask(page, `${turn}. What is in this image?`)
  } else if (kind === 3 || kind === 7) {
    const list = chats(page).getByRole('link')
    await list.nth(turn % Math.min(await list.count(), 12)).click()
    await replies(page).first().waitFor()
    await ask(page, `${turn}. What colour is it?`)
  } else if (kind === 8) {
    const reply = replies(page).last()
    await reply.hover()
    await reply.getByRole('button', { name: 'Regenerate', exact: true }).click()
    await finished(replies(page).last())
  } else if (kind === 9) {
    const reply = await send(page, `${turn}. Count to 60.`)
    const stop = page.getByRole('button', { name: 'Stop', exact: true })
    // The answer may be over before it can be stopped.
    await stop.click({ timeout: 1000 }).catch(() => {})
    await finished(reply)
  } else await ask(page, `${turn}. Count to ${5 + (turn % 10)}.`)
}

const begun = performance.now()
const minutes = () => (performance.now() - begun) / 60_000
const samples: Record<string, Sample[]> = { services: [], window: [], engine: [] }
const log = process.env.CARAT_SOAK_LOG
if (log) writeFileSync(log, `minute,turn,${Object.keys(readers).join(',')}\n`)
let turns = 0
const failures: string[] = []
let nextSample = 0
while (minutes() < MINUTES) {
  const due = performance.now() + TURN_MS
  await takeTurn(page, turns).catch(async (error: unknown) => {
    failures.push(`${turns}: ${String(error).slice(0, 300)}`)
    await startChat(page)
  })
  turns += 1
  if (performance.now() >= nextSample) {
    nextSample = performance.now() + SAMPLE_MS
    const minute = minutes()
    const row: number[] = []
    for (const [name, read] of Object.entries(readers)) {
      const bytes = await read()
      row.push(Math.round(bytes / 2 ** 20))
      if (bytes > 0) samples[name]?.push({ minute, bytes })
    }
    const line = `${minute.toFixed(1)},${turns},${row.join(',')}\n`
    if (log) writeFileSync(log, line, { flag: 'a' })
  }
  await pause(Math.max(0, due - performance.now()))
}

for (const [name, all] of Object.entries(samples)) {
  const settled = all.filter(({ minute }) => minute >= MINUTES * SETTLING_SHARE)
  const mib = (some: Sample[]) => Math.round(median(some.map(({ bytes }) => bytes)) / 2 ** 20)
  noteGate({
    id: 'P18',
    what: `memory of ${name}: growth an hour over ${MINUTES} minutes and ${turns} turns`,
    value: growthPerHour(settled),
    unit: 'share',
    most: MOST_GROWTH,
    detail: `${mib(settled.slice(0, 30))} MiB when settled, ${mib(settled.slice(-30))} MiB at the end`,
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
const complaints = host.complaints()
if (complaints !== '') process.stdout.write(`The host complained:\n${complaints.slice(0, 2000)}\n`)
await browser.close()
await host.stop()
await folder.remove()
process.exit()
