// A disk that fills up, and kills of the host while it writes, imports, migrates, goes back to
// snapshots and rescues what is damaged, and of downloads. Needs a build.
//
//   npm run build && node e2e/kills/data/run-all.ts [kills] [piece...]
import { killDownloads } from '../kill-downloads.ts'
import { fillDisk } from './fill-disk.ts'
import { killHost } from './kill-host.ts'
import { killImports } from './kill-imports.ts'
import { killStarts } from './kill-starts.ts'
import { migration, rescues, restores } from './start-changes.ts'

const SEED = 20_261_101
const [all = '300', ...chosen] = process.argv.slice(2)

/** How many of a hundred kills go to each piece, and what makes them. */
const pieces = {
  writes: { share: 36, run: (kills: number) => killHost(kills, SEED) },
  imports: { share: 14, run: (kills: number) => killImports(kills, SEED + 1) },
  migrations: { share: 8, run: (kills: number) => killStarts(kills, SEED + 2, [migration]) },
  restores: { share: 18, run: (kills: number) => killStarts(kills, SEED + 3, restores) },
  rescues: { share: 14, run: (kills: number) => killStarts(kills, SEED + 4, rescues) },
  downloads: { share: 10, run: (kills: number) => killDownloads(kills, SEED + 5) },
  // Only root may mount the disk that fills up.
  disk: { share: 0, run: async () => (process.getuid?.() === 0 ? fillDisk() : { faults: [] }) },
}

let faults = 0
for (const [name, { run, share }] of Object.entries(pieces)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  const begun = performance.now()
  const result = await run(Math.round((Number(all) * share) / 100))
  const seconds = Math.round((performance.now() - begun) / 1000)
  process.stdout.write(`${name} ${JSON.stringify({ ...result, seconds })}\n`)
  const lists: string[][] = [result.faults]
  if ('lost' in result) lists.push(result.lost, result.orphans)
  faults += lists.flat().length
}
process.exit(faults > 0 ? 1 : 0)
