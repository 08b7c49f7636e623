// Why this exists: the list of everything that must hold besides the tests. Each entry is one tool.
import { tools } from './paths.mjs'
import { runNode } from './processes.mjs'
import { say } from './say.mjs'

/** @type {{ name: string, script: string, args?: string[] }[]} */
const checks = [
  { name: 'lockfile', script: 'scripts/check-lockfile.mjs' },
  { name: 'file lengths', script: 'scripts/check-file-lengths.mjs' },
  { name: 'skipped tests', script: 'scripts/check-skipped-tests.mjs' },
  { name: 'languages', script: 'scripts/check-languages.mjs' },
  { name: 'input methods', script: 'scripts/check-key-handlers.mjs' },
  { name: 'reading direction', script: 'scripts/check-directions.mjs' },
  { name: 'format', script: tools.oxfmt, args: ['--check'] },
  { name: 'lint', script: tools.oxlint, args: ['--type-aware', '--deny-warnings'] },
  // --force: a changed setting alone would not be noticed.
  { name: 'types', script: tools.tsc, args: ['-b', '--force'] },
  { name: 'unused code', script: tools.knip, args: [] },
]

/**
 * Runs all checks, also after one has failed, so that one run shows everything.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  let failed = 0
  for (const { name, script, args } of checks) {
    const started = Date.now()
    const code = await runNode(script, args)
    if (code !== 0) failed += 1
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  }
  return { passed: checks.length - failed, failed }
}
