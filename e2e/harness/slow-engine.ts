import { signalProcess } from './processes.ts'

/** Milliseconds of work and of rest, about one fiftieth of this computer's speed. */
const WORK_MS = 2
const REST_MS = 100

export interface SlowEngine {
  /** Stops the engine where it is, as a computer under heavy load would. */
  freeze(): void
  /** Gives the engine its full speed back. */
  release(): void
}

/**
 * Makes engines as slow as a big model on a small computer, by stopping and continuing their
 * processes: the demo model answers in milliseconds, and a journey through the middle of an answer
 * needs a middle.
 */
export function slowEngine(pids: number[]): SlowEngine {
  let timer: NodeJS.Timeout | undefined
  const all = (signal: NodeJS.Signals) => {
    for (const pid of pids) signalProcess(pid, signal)
  }
  const rest = () => {
    all('SIGSTOP')
    timer = setTimeout(work, REST_MS)
  }
  const work = () => {
    all('SIGCONT')
    timer = setTimeout(rest, WORK_MS)
  }
  rest()
  return {
    freeze() {
      clearTimeout(timer)
      all('SIGSTOP')
    },
    release() {
      clearTimeout(timer)
      all('SIGCONT')
    },
  }
}
