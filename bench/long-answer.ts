/** Alike, so that the last one costs what the first one did. */
const SECTIONS = 5

const names = ['garden', 'harbour', 'library', 'workshop', 'station', 'kitchen', 'meadow']
const nameAt = (number: number) => names[number % names.length]!

/** A word that is unique in an answer, to see when it is painted. */
export const markAt = (number: number) => `mark${String(number).padStart(4, '0')}x`
export const markPattern = /mark\d{4}x/g

function section(number: number, mark: () => string): string {
  const sentence = (at: number) =>
    `The **${nameAt(number + at)}** was ${mark()} quiet at _${at + 6} o'clock_, and \`item_${at}\` ` +
    `lay beside [a page](https://example.org/${at}) that nobody had read since spring.`
  const paragraph = (from: number) =>
    Array.from({ length: 6 }, (_, at) => sentence(from + at)).join(' ')
  const rows = Array.from(
    { length: 8 },
    (_, at) => `| ${nameAt(at)} ${mark()} | ${at * number} | $x_${at}^2$ | **${at * 7}** |`,
  )
  const code = Array.from(
    { length: 14 },
    (_, at) =>
      `  const ${nameAt(at)}${at} = await read("${nameAt(at)}", { ${mark()}: ${at} }) // line ${at}`,
  )
  const points = Array.from(
    { length: 5 },
    (_, at) => `- point ${at}: ${mark()} of the ${nameAt(at)}`,
  )
  return [
    `## Part ${number + 1}: the ${nameAt(number)}`,
    paragraph(number),
    `With $a^2 + b^2 = c^2$ and $\\frac{1}{${number + 2}}$ it follows that\n\n$$\n` +
      `\\sum_{k=1}^{${number + 9}} k^2 = \\frac{n(n+1)(2n+1)}{6}\n$$`,
    `| place | count | square | sum |\n|---|---:|---|---|\n${rows.join('\n')}`,
    `\`\`\`ts\nasync function part${number}() {\n${code.join('\n')}\n}\n\`\`\``,
    points.join('\n'),
    paragraph(number + 3),
    `> ${sentence(number)}`,
    paragraph(number + 5),
  ].join('\n\n')
}

/** Some 20,000 letters of prose, formulas, tables and code, in parts that are alike. */
export function writeLongAnswer(): { text: string; marks: number } {
  let marks = 0
  const mark = () => markAt(marks++)
  const text = Array.from({ length: SECTIONS }, (_, number) => section(number, mark)).join('\n\n')
  return { text, marks }
}
