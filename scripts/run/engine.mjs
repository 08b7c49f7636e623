// Why this exists: `npm run engine` builds the picture engine ahead of its first use.
import { install } from './install.mjs'
import { runNode } from './processes.mjs'

/** @param {string[]} args */
export async function run(args) {
  await install()
  return runNode('scripts/build-vision-engine.mjs', args)
}
