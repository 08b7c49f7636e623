import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { createAppFolder } from '../e2e/harness/app-folder.ts'
import { type HostProcess, startHostProcess } from '../e2e/harness/host-process.ts'
import { findChromium } from '../scripts/run/chromium.mjs'

/** The built window in a real browser, on a real host with a profile of its own. */
export interface BrowserWindow {
  page: Page
  context: BrowserContext
  host: HostProcess
  close(): Promise<void>
}

/**
 * Opens the window at its start.
 *
 * @param prepare puts things into the profile before the host starts; it may answer the folder of
 *   an app that was laid out elsewhere
 */
export async function openBrowserWindow(
  prepare: (folder: { dataFolder: string; homeFolder: string }) => string | void,
): Promise<BrowserWindow> {
  const folder = createAppFolder({})
  const root = prepare(folder)
  const host = await startHostProcess({ ...folder, ...(root && { root }) })
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(host.link)
  await messageBox(page).waitFor()
  return {
    page,
    context,
    host,
    async close() {
      await browser.close()
      await host.stop()
      await folder.remove()
    },
  }
}

export const messageBox = (page: Page) =>
  page.getByRole('textbox', { name: 'Message', exact: true })

export async function newChat(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await page.getByText('What would you like to look at?').waitFor()
}
