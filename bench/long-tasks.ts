import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { noteGate } from './gate.ts'

/** Longer ones are felt. */
const LONG_MS = 50

/** A task of a page's main thread. */
interface Task {
  /** From its beginning to its end. */
  ms: number
  /** Of that in the processor; the rest it waited, for other programs as well. */
  workedMs: number
}

interface TraceEvent {
  name: string
  ts: number
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args: { name?: string }
}

/** Where traces with the calls of the page's code are written, for a look at what takes long. */
const traces = process.env.CARAT_BENCH_TRACES

const plain = ['toplevel', 'blink.user_timing', 'disabled-by-default-devtools.timeline']
const detailed = ['devtools.timeline', 'v8', 'v8.execute', 'disabled-by-default-v8.cpu_profiler']
/** What is before it is the start of the trace itself. */
const BEGIN = 'watched-from-here'

/** Tasks over 50 ms of the main thread while `work` goes on. */
export async function longTasks(
  page: Page,
  name: string,
  work: () => Promise<unknown>,
): Promise<Task[]> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page belongs to no browser')
  const categories = traces ? [...plain, ...detailed] : plain
  await browser.startTracing(page, { categories })
  await page.evaluate((mark) => performance.mark(mark), BEGIN)
  await work()
  const trace = await browser.stopTracing()
  if (traces) {
    mkdirSync(traces, { recursive: true })
    writeFileSync(join(traces, `${name}.json`), trace)
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const main = new Set(
    traceEvents
      .filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const begun = traceEvents.find((event) => event.name === BEGIN)?.ts ?? 0
  return traceEvents
    .filter(({ name: event, ts }) => event === 'RunTask' && ts >= begun)
    .filter((event) => main.has(`${event.pid} ${event.tid}`))
    .map(({ dur = 0, tdur = 0 }) => ({ ms: dur / 1000, workedMs: tdur / 1000 }))
    .filter(({ ms }) => ms > LONG_MS)
}

/**
 * Two gates: what is felt here and now, and what would be felt on a computer with nothing else to
 * do.
 */
export function noteLongTasks(id: string, during: string, tasks: readonly Task[]): void {
  const worked = tasks.filter(({ workedMs }) => workedMs > LONG_MS)
  const words = (of: (task: Task) => number) => tasks.map((task) => of(task).toFixed(0)).join(' ')
  const gate = { id, unit: 'count', most: 0 } as const
  noteGate({
    ...gate,
    what: `tasks over ${LONG_MS} ms while ${during}`,
    value: tasks.length,
    detail: words(({ ms }) => ms),
  })
  noteGate({
    ...gate,
    what: `of them with over ${LONG_MS} ms of work in the processor`,
    value: worked.length,
    detail: words(({ workedMs }) => workedMs),
  })
}
