// Why this exists: with an input method, as Chinese and Japanese are typed, Enter picks a word and
// Escape takes one back. A handler that forgets this sends half a sentence. The fields of `ui` ask
// for everybody; whoever listens without them has to ask by `isComposing` or `unlessComposing`.
import { readFileSync } from 'node:fs'
import { sourceFiles } from './run/source-files.mjs'

const asks = /\b(?:isComposing|unlessComposing)\b/
/** Fields made by hand, and those of a library, which know nothing of ours. */
const rawField = /<(?:input(?![^>]*type="checkbox")|textarea)\b|<\w+\.Input\b/
const ownHandler = /\bonKeyDown=|\bonKeyUp=/
/** Keys of the whole window, or of all that lies in a part of it. */
const listener = /(?:addEventListener|listen)\(\s*'key(?:down|up)'/

const faults = sourceFiles(/^src-renderer\/.*\.tsx?$/)
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .flatMap((path) => {
    const text = readFileSync(path, 'utf8')
    const takesKeys = listener.test(text) || (rawField.test(text) && ownHandler.test(text))
    return takesKeys && !asks.test(text) ? [path] : []
  })
for (const path of faults)
  process.stderr.write(`${path}: takes keys without asking ui/is-composing.ts\n`)
process.exitCode = faults.length > 0 ? 1 : 0
