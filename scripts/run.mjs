// Why this exists: one command each to start, develop, build, check and test Carat from a clean
// clone, on whatever Node from 18 the machine has. It installs what is missing, goes on with the
// Node 24 that the lockfile pins, and needs no package itself.
import { fail } from './run/say.mjs'

const verbs = {
  start: () => import('./run/start.mjs'),
  dev: () => import('./run/dev.mjs'),
  build: () => import('./run/build.mjs'),
  check: () => import('./run/check.mjs'),
  test: () => import('./run/test.mjs'),
  bench: () => import('./run/bench.mjs'),
  engine: () => import('./run/engine.mjs'),
}

const [verb = '', ...rest] = process.argv.slice(2)
// npm takes this sign for itself; other ways to start leave it here.
const args = rest[0] === '--' ? rest.slice(1) : rest
if (!(verb in verbs)) fail(`Usage: node scripts/run.mjs ${Object.keys(verbs).join('|')} [...]`)
try {
  const { run } = await verbs[verb]()
  process.exitCode = await run(args)
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
