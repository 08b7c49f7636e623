import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../src-main/testing/temporary-folder.ts'
import { checkout } from '../harness/checkout.ts'
import { findProcesses, signalProcess } from '../harness/processes.ts'
import { until } from '../harness/until.ts'

/** Starts the build as the app does, and holds its standard input. */
const parent = `
  const args = ['scripts/build-vision-engine.mjs', '--json', '--parent-guard', '--cache-dir', process.argv[1]]
  require('node:child_process').spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'ignore'] })`

// Git unpacks the source in the one, ninja's compilers have groups of their own in the other.
test.each([
  ['source', 3],
  ['compile', 5],
])(
  'a build of the picture engine ends with whoever wanted it, tools and all: %s',
  async (phase, processes) => {
    const cacheFolder = temporaryFolder()
    const running = () => findProcesses(cacheFolder)
    onTestFinished(() => running().forEach(({ pid }) => signalProcess(pid, 'SIGKILL')))
    const child = spawn(process.execPath, ['-e', parent, cacheFolder], {
      cwd: checkout,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const told = JSON.parse(line) as { phase: string }
      if (told.phase !== phase) continue
      await until('the work of a tool', () => running().length >= processes)
      break
    }
    child.kill('SIGKILL')
    await until('the end of every tool', () => running().length === 0)
    expect(running()).toEqual([])
  },
)
