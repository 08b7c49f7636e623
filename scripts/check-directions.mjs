// Why this exists: in Arabic and Hebrew the window is mirrored. A class or a style that says left or
// right stays where it is and breaks that; one that says start or end follows the language.
import { readFileSync } from 'node:fs'
import { sourceFiles } from './run/source-files.mjs'

/** Tailwind's classes for one side, with whatever stands before them, such as `max-md:`. */
const physicalClass =
  /(?<![\w./-])(?:[\w@[\]/.>&*()-]+:)*-?(?:(?:m|p|scroll-m|scroll-p)[lr]-[\d[]|[mp][lr]-(?:auto|px)|(?:left|right)-(?:\d|auto|full|px|\[)|(?:text|float|clear)-(?:left|right)\b|border-[lr](?![\w])|rounded-(?:[lr]|[tb][lr])(?![\w]))/
/** The same in style sheets. */
const physicalProperty =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|(?:left|right)(?=\s*:)|(?:text-align|float)\s*:\s*(?:left|right))/
/** A step to one side needs its opposite beside it, unless it is for things that are no text. */
const oneWay = /(?<!rtl:[\w:-]*)\btranslate-x-(?!0)/

const faults = sourceFiles(/^src-renderer\/.*\.(tsx|css)$/).flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const fault = path.endsWith('.css')
        ? physicalProperty.test(line)
        : /['"`]/.test(line) &&
          (physicalClass.test(line) || (oneWay.test(line) && !line.includes('rtl:')))
      return fault && !line.trimStart().startsWith('*')
        ? [`${path}:${index + 1}: ${line.trim()}`]
        : []
    }),
)
for (const fault of faults) process.stderr.write(`${fault}\n`)
if (faults.length > 0) process.stderr.write('Say start and end instead of left and right.\n')
process.exitCode = faults.length > 0 ? 1 : 0
