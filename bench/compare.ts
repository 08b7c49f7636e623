import type { Timing } from './ask.ts'

/** One line of the table: Carat beside llama-server in the same run. */
export interface Comparison {
  name: string
  caratMs: number
  plainMs: number
  caratSpeed: number
  plainSpeed: number
  /** How many tokens of a prompt were read, and how many a second. */
  promptTokens: number
  caratPromptSpeed: number
  plainPromptSpeed: number
  /** Rounds in which both sides wrote the same words, of all rounds. */
  sameWords: string
  /** False for a line that is shown and judged by nobody. */
  gated: boolean
}

/** One of the demo takes a tenth of a second, and every other thing the computer does shows in it. */
export const DEMO_ROUNDS = 15
export const SHAPED_ROUNDS = 7

/**
 * Asks both sides in turn (A-B, then B-A) and takes medians, so that a noisy machine troubles both
 * alike.
 *
 * @param rounds after the first, which only warms both sides up: the shorter they are, the more
 * @param prepare called before each round
 */
export async function compare(
  name: string,
  askCarat: (round: number) => Promise<Timing>,
  askPlain: (round: number) => Promise<Timing>,
  rounds: number,
  prepare: (round: number) => Promise<void> = async () => {},
): Promise<Comparison> {
  const carat: Timing[] = []
  const plain: Timing[] = []
  for (let round = 0; round <= rounds; round++) {
    await prepare(round)
    const turns = [
      async () => carat.push(await askCarat(round)),
      async () => plain.push(await askPlain(round)),
    ]
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn()
  }
  const measured = { carat: carat.slice(1), plain: plain.slice(1) }
  const same = measured.carat.filter(({ answer }, at) => answer === measured.plain[at]?.answer)
  return {
    name,
    caratMs: median(measured.carat.map((timing) => timing.timeToFirstTokenMs)),
    plainMs: median(measured.plain.map((timing) => timing.timeToFirstTokenMs)),
    caratSpeed: median(measured.carat.map((timing) => timing.tokensPerSecond)),
    plainSpeed: median(measured.plain.map((timing) => timing.tokensPerSecond)),
    promptTokens: median(measured.carat.map(({ prompt }) => prompt.tokens)),
    caratPromptSpeed: median(measured.carat.map(({ prompt }) => prompt.perSecond)),
    plainPromptSpeed: median(measured.plain.map(({ prompt }) => prompt.perSecond)),
    sameWords: `${same.length}/${rounds}`,
    gated: true,
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** First token at most 1.05 times as late, or 15 ms where it comes within 300 ms. */
function judgeFirstToken({ caratMs, plainMs }: Comparison): string {
  const ratio = caratMs / plainMs
  const passes = ratio <= 1.05 || (plainMs < 300 && caratMs - plainMs <= 15)
  return `${ratio.toFixed(2)} ${passes ? 'PASS' : 'over 1.05'}`
}

/** Tokens at least 0.97 times as fast. */
function judgeSpeed({ caratSpeed, plainSpeed }: Comparison): string {
  const ratio = caratSpeed / plainSpeed
  return `${ratio.toFixed(2)} ${ratio >= 0.97 ? 'PASS' : 'under 0.97'}`
}

/** Comparisons as a plain table. */
export function toTable(comparisons: Comparison[]): string {
  const rows = comparisons.map((line) => [
    line.name,
    `${line.caratMs.toFixed(1)} / ${line.plainMs.toFixed(1)} ms`,
    judgeFirstToken(line),
    `${line.caratSpeed.toFixed(1)} / ${line.plainSpeed.toFixed(1)}`,
    judgeSpeed(line),
    line.sameWords,
  ])
  const head = ['engine', 'first token', 'ratio', 'tokens a second', 'ratio', 'same words']
  const widths = head.map((title, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? title.length)),
  )
  return [head, ...rows]
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
    .join('\n')
}
