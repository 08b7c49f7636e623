// Why this exists: the checks of our own look at the files that are ours: in git or about to be.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Paths of our files whose name matches, within the checkout.
 *
 * @param {RegExp} name
 */
export function sourceFiles(name) {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  return execFileSync('git', args, { encoding: 'utf8' })
    .split('\0')
    .filter((path) => name.test(path) && existsSync(path))
}
