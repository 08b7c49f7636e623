import { appendFileSync, readFileSync } from 'node:fs'
import type { Comparison } from './compare.ts'

/** One promise about speed, and how it was kept. */
export interface Gate {
  /** Its number in the list of promises, such as `P5`. */
  id: string
  what: string
  value: number
  /** `times`: a ratio to the other side in the same run. */
  unit: 'times' | 'ms' | 'count' | 'share'
  least?: number
  most?: number
  /** Beside the figure, such as both sides of a ratio. */
  detail?: string
}

/** The file every benchmark of one run writes its gates to; none when one runs by itself. */
const file = process.env.CARAT_BENCH_GATES

/** Says how a promise was kept, now and in the table at the end. */
export function noteGate(gate: Gate): void {
  process.stdout.write(`${toCells(gate).join('  ')}\n`)
  if (file) appendFileSync(file, `${JSON.stringify(gate)}\n`)
}

/** How much of a prompt llama-bench reads at least to tell how fast that goes. */
const LONG_PROMPT = 512

/** P1 to P3 of a comparison; one that is not gated is only shown. */
export function noteComparison(comparison: Comparison): void {
  const {
    caratMs,
    caratPromptSpeed,
    caratSpeed,
    gated,
    name,
    plainMs,
    plainPromptSpeed,
    plainSpeed,
  } = comparison
  if (!gated) return
  const near = plainMs < 300
  noteGate({
    id: 'P1',
    what: `${name}: first token, ${near ? 'later than' : 'of'} llama-server's`,
    value: near ? caratMs - plainMs : caratMs / plainMs,
    unit: near ? 'ms' : 'times',
    most: near ? 15 : 1.05,
    detail: `${caratMs.toFixed(1)} ms against ${plainMs.toFixed(1)} ms`,
  })
  noteGate({
    id: 'P2',
    what: `${name}: tokens a second, of llama-server's`,
    value: caratSpeed / plainSpeed,
    unit: 'times',
    least: 0.97,
    detail: `${caratSpeed.toFixed(1)} against ${plainSpeed.toFixed(1)}`,
  })
  if (comparison.promptTokens < LONG_PROMPT) return
  noteGate({
    id: 'P3',
    what: `${name}: tokens read a second, of llama-server's`,
    value: caratPromptSpeed / plainPromptSpeed,
    unit: 'times',
    least: 0.97,
    detail: `${caratPromptSpeed.toFixed(1)} against ${plainPromptSpeed.toFixed(1)}, prompts of ${comparison.promptTokens}`,
  })
}

/** All gates of a run as one table. */
export function toGateTable(path: string): string {
  const gates = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Gate)
    .toSorted((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)))
  const rows = [['gate', 'what', 'figure', 'must be', 'verdict', ''], ...gates.map(toCells)]
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function toCells(gate: Gate): string[] {
  const { detail = '', id, least, most, value, what } = gate
  const bounds = [
    least === undefined ? '' : `>= ${format(gate, least)}`,
    most === undefined ? '' : `<= ${format(gate, most)}`,
  ]
  const bound = bounds.filter(Boolean).join(', ')
  return [id, what, format(gate, value), bound, bound === '' ? '' : judge(gate), detail]
}

function judge(gate: Gate): string {
  const { least, most, value } = gate
  if (!Number.isFinite(value)) return 'was not measured'
  if (least !== undefined && value < least) return `misses by ${format(gate, least - value)}`
  if (most !== undefined && value > most) return `misses by ${format(gate, value - most)}`
  return 'PASS'
}

function format({ unit }: Pick<Gate, 'unit'>, value: number): string {
  if (!Number.isFinite(value)) return '?'
  if (unit === 'count') return `${value}`
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`
  return unit === 'ms' ? `${value.toFixed(1)} ms` : `${value.toFixed(3)}x`
}
