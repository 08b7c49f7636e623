import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { createAppFolder } from '../../harness/app-folder.ts'
import { startHostProcess } from '../../harness/host-process.ts'
import { signalProcess } from '../../harness/processes.ts'
import { until } from '../../harness/until.ts'
import { createRandom } from '../../mutants/random.ts'
import { countAcknowledged, createAcknowledged, findLost } from './acknowledged.ts'
import { connectToHost } from './host-client.ts'
import { makeWrites } from './make-writes.ts'
import { copyAsIs, openSound } from './open-sound.ts'
import { namesIn } from './watch-files.ts'

/** What so many kills came to; every list should be empty. */
export interface KillResult {
  kills: number
  /** Of these while it started. */
  duringStart: number
  /** Half-made files that kills left, by what was being made. */
  middles: { snapshot: number; picture: number }
  messages: number
  /** Acknowledged writes that were looked for after the last kill, and after all of them. */
  acknowledged: number
  looks: number
  faults: string[]
  lost: string[]
  orphans: string[]
  slowestStartMs: number
  snapshots: number
}

/** A life ends at the latest so long after its first write. */
const LONGEST_LIFE_MS = 900

/**
 * Starts the real host, has it write, and kills it in the middle, again and again on one data
 * folder. After each kill the database, its links, its search index and every acknowledged write
 * are looked at, in a copy and by the next start.
 */
export async function killHost(kills: number, seed: number): Promise<KillResult> {
  const random = createRandom(seed)
  const folder = createAppFolder({ CARAT_LOG: 'fatal' })
  const { dataFolder } = folder
  const file = join(dataFolder, 'carat.db')
  const done = createAcknowledged()
  const ends = new Map<string, string>()
  const result: KillResult = {
    kills: 0,
    duringStart: 0,
    middles: { snapshot: 0, picture: 0 },
    messages: 0,
    acknowledged: 0,
    looks: 0,
    faults: [],
    lost: [],
    orphans: [],
    slowestStartMs: 0,
    snapshots: 0,
  }

  const names = () => namesIn(dataFolder, ['backups', 'attachments/.incoming'])
  const check = (life: string) => {
    if (!existsSync(file)) return
    result.acknowledged = countAcknowledged(done)
    result.looks += result.acknowledged
    try {
      const database = openSound(copyAsIs(file, join(dataFolder, '..', 'looked-at')))
      const lost = findLost(database, dataFolder, done)
      result.lost.push(...lost.map((what) => `${life}: ${what}`))
      result.messages = database.prepare('select count(*) from messages').pluck().get() as number
      database.close()
    } catch (error) {
      result.faults.push(`${life}: ${String(error)}`)
    }
    if (names().includes('backups/report.json'))
      result.faults.push(`${life}: a rescue was thought to be needed`)
    result.snapshots = names().filter((name) => /^backups\/\d.*\.db$/.test(name)).length
  }
  const countMiddles = () => {
    const has = (part: RegExp) => Number(names().some((name) => part.test(name)))
    result.middles.snapshot += has(/backups\/\.incoming-/)
    result.middles.picture += has(/attachments\/\.incoming\//)
  }

  /** A start and an end in order leave nothing half made, and no reply that is still running. */
  async function finish(): Promise<void> {
    await (await startHostProcess(folder)).stop()
    for (const name of names().filter((one) => /incoming[-/]/.test(one)))
      result.faults.push(`${name} was left`)
    const database = new BetterSqlite3(file, { readonly: true })
    const running = database.prepare(`select 1 from messages where status = 'running'`).get()
    database.close()
    if (running) result.faults.push('a reply is still running')
    check('the end')
  }

  try {
    while (result.kills < kills) {
      const life = `kill ${result.kills + 1}`
      const begun = performance.now()
      const starting = startHostProcess(folder)
      // Every eighth is killed while it starts.
      if (result.kills % 8 === 7) {
        starting.catch(() => {})
        await pause(100 + random.below(900))
        for (const { pid } of folder.processes()) signalProcess(pid, 'SIGKILL')
        await starting.catch(() => null)
        result.duringStart += 1
      } else {
        const host = await starting
        const { client, close } = await connectToHost(host.link)
        result.slowestStartMs = Math.max(result.slowestStartMs, performance.now() - begun)
        const writing = makeWrites(client, random, done, ends).catch(() => {})
        await pause(20 + random.below(LONGEST_LIFE_MS))
        await host.kill()
        close()
        await Promise.race([writing, pause(2000)])
      }
      result.kills += 1
      await until('the end of every process', () => folder.processes().length === 0).catch(() => {
        for (const { command, pid } of folder.processes()) {
          result.orphans.push(`${life}: ${command}`)
          signalProcess(pid, 'SIGKILL')
        }
      })
      countMiddles()
      check(life)
    }
    await finish()
    return result
  } finally {
    await folder.remove()
  }
}
