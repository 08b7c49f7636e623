// Every benchmark, or those named, each in a process of its own.
//
// At the end one table says which promises were kept, and by how much others were missed.
//
//   npm run bench [-- engines whole-app conversations services search window streaming downloads]
//   npm run bench -- soak                      two hours of chat, only when it is named
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { toGateTable } from './gate.ts'

const benchmarks = [
  'engines',
  'whole-app',
  'conversations',
  'services',
  'search',
  'window',
  'streaming',
  'downloads',
]
const onlyNamed = ['soak']
const named = process.argv.slice(2)
const unknown = named.filter((name) => ![...benchmarks, ...onlyNamed].includes(name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no ${unknown.join(', ')}; there are ${[...benchmarks, ...onlyNamed].join(', ')}.\n`,
  )
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'carat-gates-'))
const gates = join(folder, 'gates.jsonl')
writeFileSync(gates, '')
const env = { ...process.env, CARAT_BENCH_GATES: gates }
for (const name of named.length > 0 ? named : benchmarks)
  execFileSync(process.execPath, [resolve(import.meta.dirname, `${name}.ts`)], {
    stdio: 'inherit',
    env,
  })
process.stdout.write(`\n${toGateTable(gates)}\n`)
rmSync(folder, { recursive: true })
