// Why this exists: shows what a language lacks, and fails on what is wrong in it.
//   node scripts/check-languages.mjs                    every language that ships
//   node scripts/check-languages.mjs path/to/ar.json    this file
//   node scripts/check-languages.mjs --missing ar.json  what it lacks, as JSON with English words
// The last one, given a file that is not there yet, prints everything: the start of a new language.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compareWords, nested } from './languages/compare-words.mjs'

const root = join(import.meta.dirname, '..')
const builtIn = join(root, 'src-renderer/i18n')
const shipped = join(root, 'resources/languages')

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))

/**
 * Words of a language built into the window, a file for each namespace.
 *
 * @param {string} tag
 */
const readFolder = (tag) =>
  Object.fromEntries(
    readdirSync(join(builtIn, tag)).map((name) => [
      basename(name, '.json'),
      readJson(join(builtIn, tag, name)),
    ]),
  )

const english = readFolder('en')

/**
 * @param {string} name
 * @param {string} tag
 * @param {import('./languages/compare-words.mjs').Tree} words
 * @param {boolean} complete Nothing may be missing.
 * @returns {boolean} whether all is well
 */
function report(name, tag, words, complete) {
  const { missing, faults, total } = compareWords(english, words, tag)
  const lacking = Object.entries(missing)
  const done = total - lacking.length
  process.stdout.write(`${name}: ${done} of ${total} (${Math.floor((100 * done) / total)} %)\n`)
  for (const fault of faults) process.stderr.write(`  wrong    ${fault}\n`)
  for (const [key, words] of lacking) process.stderr.write(`  missing  ${key}: ${words}\n`)
  return faults.length === 0 && (!complete || lacking.length === 0)
}

const [option, ...rest] = process.argv.slice(2)
if (option === '--missing') {
  const file = rest[0] ?? ''
  const words = existsSync(file) ? readJson(file) : {}
  const { missing } = compareWords(english, words, basename(file, '.json'))
  process.stdout.write(`${JSON.stringify(nested(missing), null, 2)}\n`)
} else if (option) {
  process.exitCode = report(option, basename(option, '.json'), readJson(option), false) ? 0 : 1
} else {
  const files = existsSync(shipped) ? readdirSync(shipped).filter((n) => n.endsWith('.json')) : []
  const reports = [
    ...readdirSync(builtIn, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => report(name, name, readFolder(name), true)),
    ...files.map((name) =>
      report(name, basename(name, '.json'), readJson(join(shipped, name)), false),
    ),
  ]
  process.exitCode = reports.every(Boolean) ? 0 : 1
}
