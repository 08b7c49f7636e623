import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../src-main/testing/temporary-folder.ts'
import { createRandom } from '../mutants/random.ts'
import type { Begin, Shown } from './download-process.ts'
import { killPoints, type KillSwitch } from './kill-points.ts'
import { startPacedServer } from './paced-server.ts'
import { filesOf, makeModel, type PlannedModel } from './plan.ts'
import { countRecorded } from './recorded-bytes.ts'

const KILLS = 100
const SEED = 20_260_801
const MEBIBYTE = 1024 * 1024
/** What a kill may cost, on average and at most; or 1 % of the file, for large ones. */
const MOST_REFETCHED = 16 * MEBIBYTE
/** A life that is to end at a point it may never pass ends after so many milliseconds at most. */
const LONGEST_LIFE = 1200
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

test('downloads come through a hundred kills', { timeout: 300_000 }, async () => {
  const random = createRandom(SEED)
  const folder = temporaryFolder()
  const modelsFolder = join(folder, 'models')
  mkdirSync(modelsFolder)
  const server = await startPacedServer()
  onTestFinished(() => server.close())
  const models: PlannedModel[] = []
  const files = () => models.flatMap(filesOf)
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
    for (const { doneBytes, id } of next.downloads) {
      expect(doneBytes).toBeGreaterThanOrEqual(most.get(id) ?? 0)
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
    waiting = spawnWaiting()
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

  const waste: number[] = []
  let kills = 0
  const steps = new Map<string, number>()
  while (kills < KILLS) {
    while (left() < 3) addModel()
    server.setPace((4 + random.below(4) ** 3) * MEBIBYTE)
    const point = random.pick(killPoints)
    const passes = 1 + random.below(/write|datasync|commit/.test(point) ? 6 : 1)
    const killSwitch = random.below(2) === 0 ? { point, passes } : null
    const milliseconds = killSwitch ? LONGEST_LIFE : 20 + random.below(400)
    const recorded = await countRecorded(modelsFolder, files())
    const sent = server.sentBytes()
    const { atStep, isKilled } = await live(killSwitch, milliseconds)
    expect(isKilled).toBe(true)
    kills += 1
    if (atStep) steps.set(point, (steps.get(point) ?? 0) + 1)
    const gained = (await countRecorded(modelsFolder, files())) - recorded
    waste.push(server.sentBytes() - sent - gained)
  }

  server.setPace(Infinity)
  await live(null, null)
  waiting.child.disconnect()
  expect(shown.models).toBe(models.length)
  expect(existsSync(join(modelsFolder, '.downloads'))).toBe(false)
  const folders = readdirSync(modelsFolder)
  expect(folders).toHaveLength(models.length)
  for (const { name, projector, weights } of models) {
    const own = folders.find((each) => each.startsWith(`${name}-F32-`)) ?? ''
    expect(readdirSync(join(modelsFolder, own)).toSorted()).toEqual([
      'model.gguf',
      'projector.gguf',
    ])
    for (const [fileName, { sha256 }] of [
      ['model.gguf', weights],
      ['projector.gguf', projector],
    ] as const) {
      const bytes = readFileSync(join(modelsFolder, own, fileName))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
  }
  const total = files().reduce((sum, { bytes }) => sum + bytes, 0)
  const refetched = server.sentBytes() - total
  const megabytes = (bytes: number) => (bytes / MEBIBYTE).toFixed(1)
  console.log(
    `${kills} kills, of them ${[...steps].map((step) => step.join(': ')).join(', ')}; ` +
      `${models.length} models of ${megabytes(total)} MiB; fetched again ${megabytes(refetched)} MiB in all, ` +
      `${megabytes(refetched / kills)} MiB a kill, ${megabytes(Math.max(...waste))} MiB at most`,
  )
  expect(Math.max(...waste)).toBeLessThanOrEqual(MOST_REFETCHED)
})
