// Every benchmark, or those named, each in a process of its own.
//
//   npm run bench [-- engines downloads]
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

const benchmarks = ['engines', 'downloads']
const named = process.argv.slice(2)
const unknown = named.filter((name) => !benchmarks.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}; there are ${benchmarks.join(', ')}.\n`)
  process.exit(2)
}
for (const name of named.length > 0 ? named : benchmarks)
  execFileSync(process.execPath, [resolve(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' })
