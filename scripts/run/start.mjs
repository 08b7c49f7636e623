// Why this exists: `npm start`: installs, builds if needed, then runs the app, or the same window
// in a browser where Electron is not installed or `--web` asks for it.
import { buildIfStale } from './build.mjs'
import { electronBinary } from './electron-binary.mjs'
import { install } from './install.mjs'
import { runNode, runProgram } from './processes.mjs'

/** @param {string[]} args for the host; `--web` is ours */
export async function run(args) {
  await install()
  await buildIfStale()
  const forwarded = args.filter((arg) => arg !== '--web')
  const electron = args.includes('--web') ? null : electronBinary()
  if (!electron) return runNode('out/main/web-host.js', forwarded)
  // Chromium's sandbox refuses to run as root.
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const onlyWeb = ['--no-open']
  const electronArgs = forwarded.filter((arg) => !onlyWeb.includes(arg))
  return runProgram(electron, [...rootFlags, '.', ...electronArgs])
}
