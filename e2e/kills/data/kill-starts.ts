import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createAppFolder } from '../../harness/app-folder.ts'
import { startHostProcess } from '../../harness/host-process.ts'
import { signalProcess } from '../../harness/processes.ts'
import { until } from '../../harness/until.ts'
import { createRandom } from '../../mutants/random.ts'
import { copyAsIs, openSound } from './open-sound.ts'
import type { Change, Found } from './start-changes.ts'
import { namesIn, untilNames } from './watch-files.ts'

/** What kills during a start that changes the data came to. */
export interface StartKills {
  kills: number
  /** How often it was found before, within and after the change. */
  before: number
  within: number
  after: number
  /** Kills that left the change half done, by what they left on the disk. */
  middles: Record<string, number>
  /** Looks that found everything as it was or as it was to be. */
  checked: number
  faults: string[]
}

/** In a row, before a start is let finish: it must also survive that its repair is killed. */
const MOST_IN_A_ROW = 3
/** About as long as the shortest steps take. */
const SHORT_STEP_MS = 8
/** What must not be left once a start has finished. */
const halfDone = /\.restored|\.rescued|\.salvaged|\.incoming-|\.new$|request\.json$|-journal$/

/** How long the change takes here, in milliseconds, and how the folder looks with it. */
async function rehearse(folder: ReturnType<typeof createAppFolder>, change: Change) {
  const starting = startHostProcess(folder)
  await untilNames(folder.dataFolder, change.hasBegun)
  const begun = performance.now()
  await untilNames(folder.dataFolder, change.hasEnded)
  const took = performance.now() - begun
  await (await starting).stop()
  return took
}

/**
 * Lets starts of the real host begin to change the data and kills them there: at chance moments
 * after the first file of the change was seen, spread over as long as it takes here, and every second
 * time in one of its short steps.
 */
export async function killStarts(
  kills: number,
  seed: number,
  changes: readonly Change[],
): Promise<StartKills> {
  const random = createRandom(seed)
  const folder = createAppFolder({ CARAT_LOG: 'fatal' })
  const { dataFolder } = folder
  const prepared = mkdtempSync(join(tmpdir(), 'carat-prepared-'))
  const none = { kills: 0, before: 0, within: 0, after: 0, checked: 0 }
  const result: StartKills = { ...none, middles: {}, faults: [] }
  const layOut = (index: number) => {
    rmSync(dataFolder, { recursive: true, force: true })
    cpSync(join(prepared, `${index}`), dataFolder, { recursive: true })
  }

  const look = (life: string, change: Change): Found => {
    result.checked += 1
    try {
      return change.judge({
        dataFolder,
        names: namesIn(dataFolder),
        open: () => openSound(copyAsIs(join(dataFolder, 'carat.db'), `${dataFolder}-looked-at`)),
      })
    } catch (error) {
      result.faults.push(`${life}: ${String(error)}`)
      return 'within'
    }
  }

  async function killOne(change: Change, patience: number): Promise<void> {
    let pid = 0
    const starting = startHostProcess({ ...folder, onSpawn: (spawned) => (pid = spawned) })
    const ended = starting.then(
      () => 'ready',
      () => 'dead',
    )
    const moment = random.below(2) === 0 ? random.pick(change.moments) : null
    const isNow = (names: readonly string[]) => names.some((name) => moment?.test(name))
    await Promise.race([ended, untilNames(dataFolder, moment ? isNow : change.hasBegun)])
    await pause(random.below(moment ? SHORT_STEP_MS : patience))
    signalProcess(pid, 'SIGKILL')
    for (const { pid: child } of folder.processes()) signalProcess(child, 'SIGKILL')
    await ended
    await until('the end of every process', () => folder.processes().length === 0)
  }

  async function round(index: number, change: Change, took: number): Promise<void> {
    layOut(index)
    const inRow = Math.min(1 + random.below(MOST_IN_A_ROW), kills - result.kills)
    for (let left = inRow; left > 0; left -= 1) {
      await killOne(change, Math.ceil(took * 1.05))
      result.kills += 1
      const found = look(`${change.name}, kill ${result.kills}`, change)
      result[found] += 1
      const step = change.stepOf(namesIn(dataFolder), found)
      if (step) result.middles[step] = (result.middles[step] ?? 0) + 1
      else if (found === 'after') break
    }
    const life = `${change.name}, after kill ${result.kills}`
    try {
      await (await startHostProcess(folder)).stop()
    } catch (error) {
      result.faults.push(`${life}: ${String(error)}`)
      return
    }
    const names = namesIn(dataFolder)
    if (look(life, change) !== 'after') result.faults.push(`${life}: not finished`)
    for (const name of names.filter((one) => halfDone.test(one)))
      result.faults.push(`${life}: ${name} was left`)
    const wrong = change.checkEnd?.(dataFolder)
    if (wrong) result.faults.push(`${life}: ${wrong}`)
  }

  try {
    const times: number[] = []
    for (const [index, change] of changes.entries()) {
      await change.prepare(join(prepared, `${index}`))
      layOut(index)
      times.push(await rehearse(folder, change))
    }
    for (let turn = 0; result.kills < kills; turn += 1) {
      const index = turn % changes.length
      const change = changes[index]
      if (change) await round(index, change, times[index] ?? 0)
    }
    return result
  } finally {
    rmSync(prepared, { recursive: true, force: true })
    await folder.remove()
  }
}
