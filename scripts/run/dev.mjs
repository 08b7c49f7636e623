// Why this exists: `npm run dev`: changes to the window show at once, in either host.
import { buildIfStale } from './build.mjs'
import { electronBinary } from './electron-binary.mjs'
import { install } from './install.mjs'
import { tools } from './paths.mjs'
import { runNode } from './processes.mjs'

/** @param {string[]} args for the host; `--web` is ours */
export async function run(args) {
  await install()
  await buildIfStale()
  const forwarded = args.filter((arg) => arg !== '--web')
  if (!args.includes('--web') && electronBinary())
    return runNode(tools.electronVite, ['dev', '--watch', '--', ...forwarded])
  return runNode('scripts/dev-web.mjs', forwarded)
}
