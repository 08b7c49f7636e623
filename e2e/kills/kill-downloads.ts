import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createRandom } from '../mutants/random.ts'
import { readArrivals } from './count-arrivals.ts'
import type { Begin, Shown } from './download-process.ts'
import { findWrongModels } from './find-wrong-models.ts'
import { type KillPoint, killPoints, type KillSwitch } from './kill-points.ts'
import { startPacedServer } from './paced-server.ts'
import { filesOf, makeModel, type PlannedModel } from './plan.ts'
import { countRecorded } from './recorded-bytes.ts'

/** What kills of a process that downloads came to. */
export interface DownloadKills {
  kills: number
  /** Kills at each step that leaves something on the disk; the others came at any moment. */
  steps: Partial<Record<KillPoint, number>>
  models: number
  totalBytes: number
  /** What hosts sent more than once, with all that lay in the system's buffers when a kill came. */
  refetchedBytes: number
  /** The most that one kill took of what had reached the process. */
  mostLost: number
  faults: string[]
}

const MEBIBYTE = 1024 * 1024
/** A life that is to end at a point it may never pass ends after so many milliseconds at most. */
const LONGEST_LIFE = 4000
const downloadProcess = resolve(import.meta.dirname, 'download-process.ts')

/** A process that waits for its turn. */
function spawnWaiting() {
  const child = fork(downloadProcess, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  return { child, exited, ready: once(child, 'message') }
}

/**
 * Kills the process that downloads again and again, every second time at the next of all steps in
 * turn and otherwise at any moment, and lets the last life finish.
 */
export async function killDownloads(kills: number, seed: number): Promise<DownloadKills> {
  const random = createRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'carat-downloads-'))
  const modelsFolder = join(folder, 'models')
  mkdirSync(modelsFolder)
  const server = await startPacedServer()
  const models: PlannedModel[] = []
  const files = () => models.flatMap(filesOf)
  const faults: string[] = []
  /** The most each download ever showed as done. */
  const most = new Map<string, number>()
  let shown: Shown = { downloads: [], models: 0 }

  function addModel(): void {
    const megabytes = random.below(6) === 0 ? 40 + random.below(30) : 2 + random.below(16)
    const { contents, ...model } = makeModel(models.length + 1, megabytes * MEBIBYTE)
    for (const [index, file] of filesOf(model).entries())
      server.files.set(file.path, contents[index] ?? new Uint8Array(0))
    models.push(model)
    writeFileSync(join(folder, 'plan.json'), JSON.stringify({ url: server.url, models }))
  }

  function watch(next: Shown): void {
    shown = next
    for (const { doneBytes, id, name } of next.downloads) {
      if (doneBytes < (most.get(id) ?? 0)) faults.push(`${name} has less than before`)
      most.set(id, doneBytes)
    }
  }

  const isComplete = () =>
    shown.downloads.length === models.length &&
    shown.downloads.every(({ state }) => state === 'done')
  const left = () => models.length - shown.downloads.filter(({ state }) => state === 'done').length

  let waiting = spawnWaiting()
  /**
   * One life; resolves when the process is gone, and says how.
   *
   * @param milliseconds until then, from the moment the downloads have begun; null until all are done
   */
  async function live(killSwitch: KillSwitch | null, milliseconds: number | null) {
    const { child, exited, ready } = waiting
    await ready
    if (milliseconds !== null) waiting = spawnWaiting()
    let timer: NodeJS.Timeout | null = null
    let atStep = true
    const kill = () => {
      atStep = false
      child.kill('SIGKILL')
    }
    child.on('message', (message: Shown | 'begun') => {
      if (message !== 'begun') watch(message)
      else if (milliseconds !== null) timer = setTimeout(kill, milliseconds)
      if (milliseconds === null && isComplete()) child.disconnect()
    })
    const begin: Begin = { folder, killSwitch }
    child.send(begin)
    const [, signal] = await exited
    if (timer) clearTimeout(timer)
    return { isKilled: signal === 'SIGKILL', atStep }
  }

  const lost: number[] = []
  const steps: DownloadKills['steps'] = {}
  try {
    while (lost.length < kills) {
      while (left() < 3) addModel()
      const turn = lost.length
      const point = killPoints[(turn / 2) % killPoints.length]
      const passes = 1 + random.below(point && /write|datasync|commit/.test(point) ? 3 : 1)
      const killSwitch = point ? { point, passes } : null
      const milliseconds = killSwitch ? LONGEST_LIFE : 20 + random.below(400)
      // Some model must be whole before its last steps come.
      const isLate = point !== undefined && /check|adopt/.test(point)
      server.setPace(isLate ? Infinity : (4 + random.below(4) ** 3) * MEBIBYTE)
      const recorded = await countRecorded(modelsFolder, files())
      const { atStep, isKilled } = await live(killSwitch, milliseconds)
      if (!isKilled) faults.push(`life ${turn + 1} ended by itself`)
      if (point && atStep) steps[point] = (steps[point] ?? 0) + 1
      const gained = (await countRecorded(modelsFolder, files())) - recorded
      lost.push(readArrivals(join(folder, 'arrived')) - gained)
    }
    server.setPace(Infinity)
    await live(null, null)
    if (shown.models !== models.length) faults.push(`${shown.models} models are in the library`)
    faults.push(...findWrongModels(modelsFolder, models))
    const totalBytes = files().reduce((sum, { bytes }) => sum + bytes, 0)
    const refetchedBytes = server.sentBytes() - totalBytes
    const mostLost = Math.max(...lost)
    return {
      kills,
      steps,
      models: models.length,
      totalBytes,
      refetchedBytes,
      mostLost,
      faults,
    }
  } finally {
    waiting.child.kill('SIGKILL')
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
