import type BetterSqlite3 from 'better-sqlite3'
import { walkTree } from './walk-tree.ts'
import type { Pages } from './read-pages.ts'
import type { StoredRow } from './read-page-rows.ts'
import type { StoredValue } from './read-record.ts'

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
  dflt_value: string | null
}

/** A table as its rows are stored, and the way to put one into a new database. */
export interface KnownTable {
  name: string
  hasRowid: boolean
  /** In the order in which a row holds them. */
  columns: Column[]
  /** Whether the values could be a row of it: not fewer than must be there, and each of its kind. */
  fits(values: readonly StoredValue[]): boolean
  /** Puts a row in; a row that is there already stays. @throws when it breaks a rule of the table */
  insert(row: StoredRow): void
}

const kinds: Record<string, (value: StoredValue) => boolean> = {
  TEXT: (value) => typeof value === 'string',
  INTEGER: (value) => typeof value === 'bigint' || Number.isInteger(value),
  REAL: (value) => typeof value === 'number',
  BLOB: (value) => Buffer.isBuffer(value),
}

/** The ordinary tables of a new database; virtual ones are filled by triggers. */
export function listKnownTables(database: BetterSqlite3.Database): KnownTable[] {
  const tables = database
    .prepare(
      `select name, wr from pragma_table_list
       where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'`,
    )
    .all() as { name: string; wr: number }[]
  return tables.map(({ name, wr }) => {
    const declared = database.pragma(`table_info("${name}")`) as Column[]
    const columns = wr ? keysFirst(declared) : declared
    const isAlias = ({ pk, type }: Column) => !wr && pk === 1 && type.toUpperCase() === 'INTEGER'
    const alias = columns.findIndex(isAlias)
    const places = columns.map((column) => `"${column.name}"`)
    if (!wr && alias < 0) places.unshift('rowid')
    const statement = database.prepare(
      `insert or ignore into "${name}" (${places.join(', ')})
       values (${places.map(() => '?').join(', ')})`,
    )
    const fits = (values: readonly StoredValue[]) =>
      values.length <= columns.length &&
      columns.every((column, index) => {
        const value = values[index] ?? null
        if (index === alias) return value === null
        if (value === null) return column.notnull === 0
        return kinds[column.type.toUpperCase()]?.(value) ?? true
      })
    return {
      name,
      hasRowid: wr === 0,
      columns,
      fits,
      insert({ rowid, values }) {
        const padded: StoredValue[] = columns.map((_, index) => values[index] ?? null)
        if (alias >= 0) padded[alias] = rowid
        else if (!wr) padded.unshift(rowid)
        statement.run(...padded)
      },
    }
  })
}

/** Without row ids the key comes first, then the other columns as they were declared. */
const keysFirst = (columns: readonly Column[]) => [
  ...columns.filter(({ pk }) => pk > 0).toSorted((one, other) => one.pk - other.pk),
  ...columns.filter(({ pk }) => pk === 0),
]

/** Root pages of every table and index by name, as far as page 1 still says. */
export function readRoots(pages: Pages, seen: Set<number>): Map<string, number> {
  const roots = new Map<string, number>()
  for (const { values } of walkTree(pages, 1, seen).rows()) {
    const [, name, , root] = values
    if (typeof name === 'string' && typeof root === 'number' && root > 0) roots.set(name, root)
  }
  return roots
}
