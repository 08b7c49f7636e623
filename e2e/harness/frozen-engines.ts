import { readdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import { signalProcess } from './processes.ts'

/** Long enough for a few words of the demo model. */
const STEP_MS = 0.5

export interface FrozenEngines {
  /** Lets the engines work for a moment. */
  step(): void
  /** Lets them go on at full speed. */
  thaw(): void
}

/**
 * Stops the processes of engines where they are: the demo model answers in milliseconds, and a
 * journey through the middle of an answer needs a middle. Steps make it as slow as a big model.
 */
export function freezeEngines(pids: number[]): FrozenEngines {
  let frozen = true
  // If this process loses its turn in the middle of a step, somebody else shall have it.
  for (const pid of pids) yieldToOthers(pid)
  const all = (signal: NodeJS.Signals) => {
    for (const pid of pids) signalProcess(pid, signal)
  }
  all('SIGSTOP')
  return {
    step() {
      if (!frozen) return
      all('SIGCONT')
      // Neither a timer nor a sleep: on a busy computer both end late, and the engine would be done.
      const end = performance.now() + STEP_MS
      while (performance.now() < end);
      all('SIGSTOP')
    },
    thaw() {
      if (frozen) all('SIGCONT')
      frozen = false
    },
  }
}

/** All threads of a process; one that only looked for graphics cards may be gone already. */
function yieldToOthers(pid: number): void {
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), 19)
  } catch (error) {
    if (!/ENOENT|ESRCH/.test(String(error))) throw error
  }
}
