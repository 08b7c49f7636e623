// Why this exists: `npm run bench` measures the built app with Carat's own Node.
import { buildIfStale } from './build.mjs'
import { install } from './install.mjs'
import { runNode } from './processes.mjs'

/** @param {string[]} args */
export async function run(args) {
  await install()
  await buildIfStale()
  return runNode('bench/main.ts', args)
}
