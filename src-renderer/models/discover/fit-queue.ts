import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'

/** Each asks the hub for a header of several megabytes. */
const AT_ONCE = 2

/** Free memory changes, so an older verdict is asked for again when it is next looked at. */
const FRESH_MS = 60_000

export type FitAnswer =
  | { kind: 'known'; fit: Fit; at: number }
  | { kind: 'failed'; failure: WindowFailure; at: number }

export interface FitQueue {
  /** The answers so far by `fitKey`. */
  useAnswers: UseBoundStore<StoreApi<Record<string, FitAnswer>>>
  /** Judges a model unless that is known; the returned function says nobody looks any more. */
  watch: (choice: ModelChoice) => () => void
  /** Asks again, after a failure say. */
  retry: (choice: ModelChoice) => void
}

/** Names a choice in the queue, by everything that makes it what it is. */
export const fitKey = ({ ref, revision, variantId, projectorPath }: ModelChoice) =>
  JSON.stringify({
    ref: { source: ref.source, repository: ref.repository },
    revision,
    variantId,
    projectorPath,
  })

/** The choice that a name stands for. */
export const choiceNamed = (key: string) => JSON.parse(key) as ModelChoice

interface Job {
  choice: ModelChoice
  watchers: number
  asking: AbortController | null
}

/**
 * Judges models a few at a time, in the order in which they come into view. What nobody looks at
 * any more is left out or stopped; answers are kept.
 */
export function createFitQueue(
  ask: (choice: ModelChoice, signal: AbortSignal) => Promise<Fit>,
  now: () => number = () => performance.now(),
): FitQueue {
  const useAnswers = create<Record<string, FitAnswer>>(() => ({}))
  const jobs = new Map<string, Job>()

  const run = async (key: string, job: Job, asking: AbortController) => {
    job.asking = asking
    let answer: FitAnswer
    try {
      answer = { kind: 'known', fit: await ask(job.choice, asking.signal), at: now() }
    } catch (error) {
      answer = { kind: 'failed', failure: failureOf(error), at: now() }
    }
    if (asking.signal.aborted) return
    jobs.delete(key)
    useAnswers.setState({ [key]: answer })
    startNext()
  }

  const startNext = () => {
    for (const [key, job] of jobs) {
      if ([...jobs.values()].filter(({ asking }) => asking).length >= AT_ONCE) return
      if (!job.asking) void run(key, job, new AbortController())
    }
  }

  const add = (key: string, choice: ModelChoice): Job => {
    const job: Job = { choice, watchers: 0, asking: null }
    jobs.set(key, job)
    return job
  }

  return {
    useAnswers,
    watch(choice) {
      const key = fitKey(choice)
      const answer = useAnswers.getState()[key]
      if (answer?.kind === 'known' && now() - answer.at < FRESH_MS) return () => undefined
      const job = jobs.get(key) ?? add(key, choice)
      job.watchers += 1
      startNext()
      return () => {
        job.watchers -= 1
        if (job.watchers > 0 || jobs.get(key) !== job) return
        job.asking?.abort()
        jobs.delete(key)
        startNext()
      }
    },
    retry(choice) {
      const key = fitKey(choice)
      if (jobs.has(key)) return
      add(key, choice).watchers = 1
      startNext()
    },
  }
}
