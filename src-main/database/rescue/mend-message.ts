import type { KnownTable } from './known-tables.ts'
import type { StoredRow } from './read-page-rows.ts'
import type { StoredValue } from './read-record.ts'

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a message's parts are what Carat wrote; a flipped byte breaks JSON sooner than SQLite. */
export const hasSoundParts = ({ columns }: KnownTable, { values }: StoredRow) => {
  const parts = values[columns.findIndex(({ name }) => name === 'parts')]
  return typeof parts !== 'string' || isJson(parts)
}

/** A message of which some JSON is damaged, with the words that can still be read as its text. */
export function mendMessage({ columns }: KnownTable, row: StoredRow): StoredRow {
  const mended = columns.map(({ name }, index): StoredValue => {
    const value = row.values[index] ?? null
    if (typeof value !== 'string') return value
    if (name === 'parts') return isJson(value) ? value : JSON.stringify(readableParts(value))
    const isOptionalJson = ['failure', 'stats', 'context', 'made_with'].includes(name)
    return isOptionalJson && !isJson(value) ? null : value
  })
  return { ...row, values: mended }
}

function readableParts(json: string) {
  const words = [...json.matchAll(/"text":"((?:[^"\\]|\\.)*)/g)]
    .map(([, found = '']) => unescape(found))
    .join('\n')
  return words === '' ? [] : [{ type: 'text', text: words }]
}

function unescape(found: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = found.replaceAll(/[\u0000-\u001f]/g, ' ')
  const text = `"${plain}"`
  return isJson(text) ? (JSON.parse(text) as string) : plain
}
