import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../e2e/harness/until.ts'
import { connectDevtools, type Devtools } from './devtools.ts'

/**
 * A page of a browser that nothing watches. Playwright has the page keep the bodies of its answers
 * and gives it a world of its own for each thing it looks for, which no user's page has and which
 * would be measured along; this one only runs scripts and moves the mouse.
 */
export interface PlainPage {
  /** Value of an expression in the page, awaited there. @throws what it throws */
  evaluate(expression: string): Promise<unknown>
  /** Waits until an expression is true. */
  until(what: string, expression: string): Promise<void>
  /** Presses the mouse over the element that an expression gives. */
  click(element: string): Promise<void>
  /** Writes at the place of the cursor, as an input method does. */
  write(text: string): Promise<void>
  /** Presses a key that writes nothing, such as `Escape`. */
  press(key: string): Promise<void>
  /** Has the page give back the memory it no longer needs. */
  collect(): Promise<void>
}

/** A minute, in looks rather than by the clock: this process may be halted for a while. */
const LOOKS = 1200
const LOOK_MS = 50

/**
 * Draws as on a computer with a graphics card, though without one. There Chromium drops decoded
 * pictures half a minute after they were last on view; where it draws with the processor alone it
 * keeps the newest thousand, which is 200 to 300 MiB of Carat's thumbnails, until memory is short or
 * the window is hidden.
 */
const drawnByGraphics = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-gpu-rasterization',
]

/** Opens a page in a Chromium of its own. */
export async function openPlainPage(options: {
  program: string
  profile: string
  address: string
}): Promise<{ page: PlainPage; close: () => Promise<void> }> {
  const { address, profile, program } = options
  const browser = spawn(
    program,
    [
      '--headless=new',
      '--no-sandbox',
      ...drawnByGraphics,
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--lang=en-US',
      '--window-size=1280,943',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      address,
    ],
    { stdio: 'ignore' },
  )
  process.once('exit', () => browser.kill('SIGKILL'))
  const devtools = await connectDevtools(await findPage(profile))
  const page = toPage(devtools)
  const isThere = `location.protocol === 'http:' && document.readyState === 'complete'`
  await until(
    'the page',
    async () => Boolean(await page.evaluate(isThere).catch(() => false)),
    60_000,
  )
  return { page, close: () => end(browser, devtools) }
}

async function findPage(profile: string): Promise<string> {
  let address: string | undefined
  await until(
    'the browser',
    async () => {
      try {
        const port = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]
        const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
        const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl: string }[]
        address = targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl
      } catch {
        return false
      }
      return address !== undefined
    },
    30_000,
  )
  return address!
}

function toPage({ send }: Devtools): PlainPage {
  const evaluate: PlainPage['evaluate'] = async (expression) => {
    const asked = { expression, awaitPromise: true, returnByValue: true }
    const { exceptionDetails, result } = (await send('Runtime.evaluate', asked)) as {
      exceptionDetails?: { exception?: { description?: string } }
      result: { value?: unknown }
    }
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression)
    return result.value
  }
  const waitUntil: PlainPage['until'] = async (what, expression) => {
    for (let look = 0; look < LOOKS; look += 1) {
      if (await evaluate(`Boolean(${expression})`)) return
      await pause(LOOK_MS)
    }
    throw new Error(`waited in vain for ${what}`)
  }
  return {
    evaluate,
    until: waitUntil,
    click: async (element) => {
      await waitUntil(element, `(${element}) && !(${element}).disabled`)
      // It may be scrolled, moved or exchanged while the page settles.
      const find = `(async () => {
        const placeOf = () => {
          const { x, y, width, height } = (${element})?.getBoundingClientRect() ?? new DOMRect()
          return width > 0 ? { x: x + width / 2, y: y + height / 2 } : null
        }
        ;(${element})?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
        const places = new Set()
        let place = null
        for (let frame = 0; frame < 4; frame += 1) {
          await new Promise(requestAnimationFrame)
          place = placeOf()
          places.add(JSON.stringify(place))
        }
        return places.size === 1 ? place : null
      })()`
      let place: unknown = null
      for (let look = 0; place === null && look < LOOKS; look += 1) place = await evaluate(find)
      if (place === null) throw new Error(`cannot get hold of ${element}`)
      const mouse = { ...(place as object), button: 'left', clickCount: 1 }
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { ...mouse, type })
    },
    write: async (text) => void (await send('Input.insertText', { text })),
    press: async (key) => {
      for (const type of ['rawKeyDown', 'keyUp'])
        await send('Input.dispatchKeyEvent', { type, key, code: key })
    },
    collect: async () => void (await send('HeapProfiler.collectGarbage')),
  }
}

async function end(browser: ChildProcess, { send }: Devtools): Promise<void> {
  const exited = new Promise((resolve) => browser.once('exit', resolve))
  // It may be gone before it has answered.
  void send('Browser.close').catch(() => {})
  await exited
}
