import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/run/chromium.mjs'

const executablePath = findChromium()

// Each journey starts the app anew; its programs need not be compiled each time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '.cache/test/compiled')

/** The same journeys in both hosts. A journey that passes at the second try is a fault. */
export default defineConfig({
  testDir: 'e2e',
  // Files named .test.ts belong to Vitest.
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  use: {
    // A sixth of the work of every journey; `--trace retain-on-failure` keeps it where one fails.
    trace: 'off',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'web' }, { name: 'electron', grepInvert: /@web/ }],
})
