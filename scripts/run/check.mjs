// Why this exists: `npm run check`: everything that must hold besides the tests.
import { runChecks } from './checks.mjs'
import { install } from './install.mjs'

/** @param {string[]} _args */
export async function run(_args) {
  await install()
  const { failed } = await runChecks()
  return failed === 0 ? 0 : 1
}
