import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/run/chromium.mjs'
import { findHarm } from '../../src-renderer/chat/markdown/hostile/find-harm.ts'

/** What hostile text must never bring about; all of it stays empty. */
interface Alarm {
  /** Scripts that ran. */
  ran: string[]
  /** What the content security policy stopped: it should have had nothing to stop. */
  violations: string[]
  /** Dangerous elements and attributes, also those that were there for a moment only. */
  harm: string[]
}

/** A browser that notes whatever a page does beyond showing itself. */
export interface Canary {
  context: BrowserContext
  /** Everything pages asked for, by method and address; data and blobs included. */
  requests: string[]
  alarm(page: Page): Promise<Alarm>
  /** Closes the browser. @returns hosts it looked up or wanted to reach, this computer left out */
  end(): Promise<string[]>
}

/** This computer, and what Chromium itself asks for before it sees a page. */
const ofBrowser = /127\.0\.0\.1|~notfound|\bgoogle(apis)?\.com\b|\bredirector\.gvt1\.com\b/

/** Stands in every page before anything else. */
const watchPage = `(() => {
  const findHarm = ${String(findHarm)}
  const alarm = { ran: [], violations: [], harm: [] }
  Object.defineProperty(window, 'alarm', { value: alarm })
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = (...values) => void alarm.ran.push(name + ' ' + values.join(' '))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    alarm.violations.push(violatedDirective + ' ' + blockedURI + ' ' + sample))
  const look = (element) => {
    // The page itself, and parts of the window that are loaded when they are first needed.
    if (element.matches('html, head, body, head *')) return
    const strict = element.closest('.markdown') !== null
    const all = { querySelectorAll: () => [element, ...element.querySelectorAll('*')] }
    alarm.harm.push(...findHarm(all, strict))
  }
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') look(target)
      for (const node of addedNodes) if (node instanceof Element) look(node)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true })
})()`

/** Starts Chromium with its log of network use; nothing but this computer can be reached. */
export async function startCanary(folder: string): Promise<Canary> {
  const log = join(folder, 'network.json')
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      `--log-net-log=${log}`,
    ],
  })
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
  })
  const requests: string[] = []
  context.on('request', (request) => requests.push(`${request.method()} ${request.url()}`))
  await context.addInitScript({ content: watchPage })
  return {
    context,
    requests,
    alarm: (page) => page.evaluate(() => (window as unknown as { alarm: Alarm }).alarm),
    async end() {
      await browser.close()
      const hosts = readFileSync(log, 'utf8').matchAll(/"(?:host|url)":"((?:[^"\\]|\\.)*)"/g)
      const named = [...hosts].map(([, host = '']) => host)
      return [...new Set(named)].filter((host) => host !== '' && !ofBrowser.test(host))
    },
  }
}
