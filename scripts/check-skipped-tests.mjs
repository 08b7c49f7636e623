// Why this exists: a test left focused silently turns all others off, and a skipped one proves
// nothing. The one exception: journeys in Electron where its program is not installed.
import { readFileSync } from 'node:fs'
import { sourceFiles } from './run/source-files.mjs'

const forbidden =
  /\b(?:test|it|describe|suite|bench|testInfo)(?:\.\w+)*\.(?:only|skip|skipIf|runIf|todo|fixme|fails?)\b|(?<!\.)\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/
const electronSkip = /testInfo\.skip\(inElectron && !binary, electronMissing\)/

const faults = sourceFiles(/\.(test|spec)\.(ts|tsx|mjs)$|^e2e\/.*\.ts$/).flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      forbidden.test(line) && !(path.startsWith('e2e/') && electronSkip.test(line))
        ? [`${path}:${index + 1}: ${line.trim()}`]
        : [],
    ),
)
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
