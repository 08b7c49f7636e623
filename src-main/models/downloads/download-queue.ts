import { toFailure } from '../../platform/carat-error.ts'
import { log } from '../../platform/log.ts'
import type { DownloadJob } from './download-job.ts'
import type { StoredDownload } from './download-store.ts'
import { lookAgain, type LookParts } from './look-again.ts'
import { planRetry } from './retry-plan.ts'
import { type RunParts, runDownload } from './run-download.ts'
import { createSlots } from './slots.ts'
import { createWakeUp, type WakeUp } from './wake-up.ts'

/** What keeps one download going while it is under way. */
interface Task {
  stop: AbortController
  wakeUp: WakeUp
  /** Resolves when nothing of it runs; never rejects. */
  ended: Promise<void>
}

/**
 * Takes downloads forward, so many at a time and in order. What has to wait for the network keeps its
 * turn; what has to wait for a person or a disk lets others pass.
 *
 * @param options.onEnd hears of each download that is done, before it counts as ended
 */
export function createDownloadQueue(options: {
  parts: RunParts & LookParts
  /** How many at a time, now. */
  simultaneous(): number
  /** All downloads, first to last, now. */
  order(): readonly DownloadJob[]
  onEnd(job: DownloadJob): Promise<void>
}) {
  const { onEnd, order, parts } = options
  const { store } = parts
  const slots = createSlots(options.simultaneous, order)
  const tasks = new Map<DownloadJob, Task>()

  /** Remembers how a download stands; on a full disk it is remembered as it was. */
  function save({ stored }: DownloadJob, change: Partial<StoredDownload>): void {
    Object.assign(stored, change)
    try {
      store.setStatus(stored)
    } catch (error) {
      log.error({ error }, 'the state of a download could not be saved')
    }
  }

  /** Waits within a transfer, which goes on where it was; or throws to end it. */
  function createRecover(job: DownloadJob, wakeUp: WakeUp, signal: AbortSignal) {
    let fruitless = 0
    return async (error: unknown, progressed: boolean): Promise<void> => {
      if (progressed) fruitless = 0
      const failure = toFailure(error)
      const plan = planRetry(failure, fruitless)
      if (plan.kind !== 'later') throw error
      fruitless += 1
      const until = performance.now() + plan.milliseconds
      job.setState({ kind: 'waiting', failure, retrySeconds: null }, until)
      await wakeUp.wait({ ...plan, signal })
    }
  }

  /** One turn. Returns what it has to wait for, or null when it has come to its end. */
  async function runOnce(job: DownloadJob, wakeUp: WakeUp, signal: AbortSignal) {
    const recover = createRecover(job, wakeUp, signal)
    for (;;)
      try {
        const modelId = await runDownload(job, parts, recover, signal)
        save(job, { status: 'done', modelId, failure: null })
        await onEnd(job)
        job.setState({ kind: 'done', modelId })
        return null
      } catch (error) {
        signal.throwIfAborted()
        const failure = toFailure(error)
        if (failure.code === 'INTERNAL') log.error({ error }, 'a download failed unexpectedly')
        if (planRetry(failure, 0).kind === 'look') return failure
        // Outside of a transfer it may be the network as well.
        const isOver = await recover(error, false).then(
          () => false,
          () => true,
        )
        signal.throwIfAborted()
        if (!isOver) continue
        save(job, { status: 'failed', failure })
        job.setState({ kind: 'failed', failure })
        return null
      }
  }

  async function live(job: DownloadJob, wakeUp: WakeUp, signal: AbortSignal): Promise<void> {
    for (;;) {
      job.setState({ kind: 'queued' })
      await slots.take(job, signal)
      job.setState({ kind: 'running' })
      let failure = await runOnce(job, wakeUp, signal).finally(() => slots.release(job))
      if (failure === null) return
      while (failure) {
        job.setState({ kind: 'waiting', failure, retrySeconds: null })
        const plan = planRetry(failure, 0)
        if (plan.kind === 'look') await wakeUp.wait({ ...plan, early: false, signal })
        failure = await lookAgain(job, failure, parts, signal)
      }
    }
  }

  return {
    /** Begins or goes on, unless it does so already. */
    begin(job: DownloadJob): void {
      if (tasks.has(job)) return
      const stop = new AbortController()
      const wakeUp = createWakeUp()
      const ended = live(job, wakeUp, stop.signal)
        .catch((error: unknown) => {
          if (!stop.signal.aborted) log.error({ error }, 'a download ended unexpectedly')
        })
        .finally(() => tasks.delete(job))
      tasks.set(job, { stop, wakeUp, ended })
    },
    /** Ends whatever runs of it, and returns when it has; a model that is almost there gets there. */
    async halt(job: DownloadJob, reason: string): Promise<void> {
      const task = tasks.get(job)
      task?.stop.abort(new Error(reason))
      await task?.ended
    },
    /** One that waits tries at once. */
    wake: (job: DownloadJob) => tasks.get(job)?.wakeUp.wake(),
    /** After the order or the number of simultaneous ones has changed. */
    reorder: slots.grant,
  }
}
