import { test as base, expect } from '@playwright/test'
// The same look for the program as `npm start`.
import { electronBinary, electronMissing } from '../../scripts/run/electron-binary.mjs'
import type { App } from './app.ts'
import { startElectronApp } from './electron-app.ts'
import { createWindowWatch, type WindowWatch } from './watch.ts'
import { startWebApp } from './web-app.ts'

/** What every journey is given. */
export interface Fixtures {
  /** Variables the app starts with, such as `HF_ENDPOINT`. */
  environment: Record<string, string>
  /** What windows must not do; the test fails at its end if one did. */
  watch: WindowWatch
  /** A running Carat with nothing in it. Ends with the test, and must leave no process behind. */
  app: App
}

/**
 * Journeys are written once: in the project `electron` the same test runs in Electron. Journeys
 * with two windows or a browser's own doings carry the tag `@web`.
 */
export const test = base.extend<Fixtures>({
  locale: 'en-US',
  colorScheme: 'light',
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],

  watch: async ({}, use) => {
    const watch = createWindowWatch()
    await use(watch)
    expect(watch.faults, 'what windows must not do').toEqual([])
  },

  environment: [{}, { option: true }],

  app: async (
    {
      browser,
      environment,
      contextOptions,
      locale,
      colorScheme,
      viewport,
      deviceScaleFactor,
      watch,
    },
    use,
    testInfo,
  ) => {
    const inElectron = testInfo.project.name === 'electron'
    const binary = inElectron ? electronBinary() : null
    testInfo.skip(inElectron && !binary, electronMissing)
    const context = inElectron
      ? null
      : await browser.newContext({
          ...contextOptions,
          locale,
          colorScheme,
          viewport,
          deviceScaleFactor,
        })
    if (context) watch.follow(context)
    const { app, dispose } = context
      ? await startWebApp(context, environment)
      : await startElectronApp(binary ?? '', watch, environment)
    try {
      await use(app)
      await context?.close()
    } finally {
      await dispose()
    }
  },
})

export { expect }
