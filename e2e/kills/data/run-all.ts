// A disk that fills up, and kills of the host while it writes, migrates and goes back to snapshots.
// Needs a build.
//
//   npm run build && node e2e/kills/data/run-all.ts [kills]
import { fillDisk } from './fill-disk.ts'
import { killHost } from './kill-host.ts'
import { killMigrations, killRestores } from './kill-starts.ts'

const SEED = 20_261_101
const kills = Number(process.argv[2] ?? 300)
const starts = Math.round(kills / 6)
const say = (what: string, result: object) =>
  process.stdout.write(`${what} ${JSON.stringify(result)}\n`)

// Only root may mount the disk that fills up.
const disk = process.getuid?.() === 0 ? await fillDisk() : null
if (disk) say('full disk', disk)
const migrations = await killMigrations(starts, SEED)
say('migrations', migrations)
const restores = await killRestores(starts, SEED + 1)
say('restores', restores)
const writes = await killHost(kills - 2 * starts, SEED + 2)
say('writes', writes)
const faults = [
  ...(disk?.faults ?? []),
  ...migrations.faults,
  ...restores.faults,
  ...writes.faults,
  ...writes.lost,
  ...writes.orphans,
]
process.exit(faults.length > 0 ? 1 : 0)
