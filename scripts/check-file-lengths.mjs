// Why this exists: a file that fits in the head is one that somebody dares to change. Most are
// under 200 lines; none is over 400.
import { readFileSync } from 'node:fs'
import { sourceFiles } from './run/source-files.mjs'

const MOST_LINES = 400

const tooLong = sourceFiles(/\.(ts|tsx|mjs|css|cpp)$/)
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > MOST_LINES)

for (const { path, lines } of tooLong)
  process.stderr.write(`${path}: ${lines} lines, at most ${MOST_LINES}\n`)
process.exitCode = tooLong.length > 0 ? 1 : 0
