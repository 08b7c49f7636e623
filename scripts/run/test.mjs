// Why this exists: `npm test`: everything from a clean clone, in the order in which faults are found
// soonest. The last line printed is `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { runChecks } from './checks.mjs'
import { ensureChromium } from './chromium.mjs'
import { electronBinary, electronMissing } from './electron-binary.mjs'
import { install } from './install.mjs'
import { root, tools } from './paths.mjs'
import { runNode } from './processes.mjs'
import { say } from './say.mjs'

/**
 * What a stage counted; `code` is the exit code of its program.
 * @typedef {{ code: number, passed: number, failed: number }} Result
 */

/** @type {Result} */
const nothingCounted = { code: 0, passed: 0, failed: 0 }

/** @type {[name: string, stage: () => Promise<Result | void>][]} */
const stages = [
  ['install', install],
  ['Chromium', ensureChromium],
  [
    'checks',
    async () => {
      const counts = await runChecks()
      return { code: counts.failed === 0 ? 0 : 1, ...counts }
    },
  ],
  // Before the tests of engines, which would each wait until one of them has built it.
  [
    'picture engine',
    async () => ({
      ...nothingCounted,
      code: await runNode('scripts/build-vision-engine.mjs'),
    }),
  ],
  ['unit tests', runUnitTests],
  ['build', buildIfStale],
  ['journeys', runJourneys],
]

const reports = join(root, '.cache/test')

async function runUnitTests() {
  const file = freshReport('unit.json')
  const code = await runNode(tools.vitest, [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  return {
    code,
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
  }
}

async function runJourneys() {
  const file = freshReport('journeys.json')
  const code = await runNode(tools.playwright, ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  })
  const stats = readReport(file)?.stats
  const skipped = stats?.skipped ?? 0
  if (skipped > 0) say(`${skipped} journeys skipped: ${electronBinary() ? '' : electronMissing}`)
  return {
    code,
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
  }
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, name)
  rmSync(file, { force: true })
  return file
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** @param {string[]} _args */
export async function run(_args) {
  let passed = 0
  let failed = 0
  let code = 0
  for (const [name, stage] of stages) {
    const started = Date.now()
    say(`\n== ${name}`)
    const result = (await stage().catch(broken)) ?? nothingCounted
    passed += result.passed
    failed += result.failed
    code = result.code
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    say(`== ${name}: ${code === 0 ? 'ok' : `failed with exit code ${code}`} (${seconds} s)`)
    if (code === 0) continue
    // A stage that broke before it could count its failures is one.
    if (result.failed === 0) failed += 1
    break
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return code
}

/**
 * @param {unknown} error
 * @returns {Result}
 */
function broken(error) {
  say(error instanceof Error ? error.message : String(error))
  return { code: 1, passed: 0, failed: 0 }
}
