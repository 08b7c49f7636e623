import type { Failure } from '../../contract/errors.ts'
import type { ModelTask } from '../../contract/models.ts'
import { CaratError, toFailure } from '../../platform/carat-error.ts'
import { createSpeedMeter } from '../speed-meter.ts'

/** How far work on files is, as the work says it. */
export interface TaskProgress {
  /** So many bytes more are done. */
  add(bytes: number): void
  /** There is this much to do, which may turn out only on the way. */
  expect(totalBytes: number): void
}

const PUBLISH_MILLISECONDS = 250

export type FileTasks = ReturnType<typeof createFileTasks>

/**
 * Long work on models' files: one at a time for each, in the background, until it is done or stopped.
 * How the last one failed is kept until the next begins.
 *
 * @param onChange is told when one begins or ends, and a few times a second while it goes on
 */
export function createFileTasks(onChange: () => void) {
  const running = new Map<
    string,
    { state: ModelTask; stop: AbortController; ended: Promise<void> }
  >()
  const failures = new Map<string, Failure>()
  let publishAt = 0

  const publishSometimes = () => {
    if (performance.now() < publishAt) return
    publishAt = performance.now() + PUBLISH_MILLISECONDS
    onChange()
  }

  const follow = (state: ModelTask): TaskProgress => {
    const meter = createSpeedMeter()
    return {
      add: (bytes) => {
        state.doneBytes += bytes
        meter.add(bytes)
        state.bytesPerSecond = meter.bytesPerSecond()
        const left = state.totalBytes - state.doneBytes
        state.secondsLeft = state.bytesPerSecond ? Math.max(0, left) / state.bytesPerSecond : null
        publishSometimes()
      },
      expect: (totalBytes) => {
        state.totalBytes = totalBytes
      },
    }
  }

  return {
    /** @throws CaratError `MODEL_BUSY` when other work on it goes on. */
    start(
      model: { id: string; name: string },
      kind: ModelTask['kind'],
      work: (progress: TaskProgress, signal: AbortSignal) => Promise<void>,
    ): void {
      if (running.has(model.id)) throw new CaratError('MODEL_BUSY', { modelName: model.name })
      const stop = new AbortController()
      const state: ModelTask = {
        kind,
        doneBytes: 0,
        totalBytes: 0,
        bytesPerSecond: null,
        secondsLeft: null,
      }
      failures.delete(model.id)
      const ended = Promise.resolve()
        .then(() => work(follow(state), stop.signal))
        .catch((error: unknown) => {
          if (!stop.signal.aborted) failures.set(model.id, toFailure(error))
        })
        .finally(() => {
          running.delete(model.id)
          onChange()
        })
      running.set(model.id, { state, stop, ended })
      onChange()
    },
    /** Ends it and waits until its files are as before; forgets how the last one failed. */
    async stop(modelId: string): Promise<void> {
      failures.delete(modelId)
      const task = running.get(modelId)
      task?.stop.abort()
      await task?.ended
    },
    taskOf: (modelId: string): ModelTask | null => {
      const task = running.get(modelId)
      return task ? { ...task.state } : null
    },
    failureOf: (modelId: string) => failures.get(modelId) ?? null,
    isRunning: (modelId: string) => running.has(modelId),
    async dispose(): Promise<void> {
      const tasks = [...running.values()]
      for (const { stop } of tasks) stop.abort()
      await Promise.all(tasks.map(({ ended }) => ended))
    },
  }
}
