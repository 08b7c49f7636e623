import type { KnownTable } from './known-tables.ts'
import { pageKinds, readPageRows, type StoredRow } from './read-page-rows.ts'
import type { Pages } from './read-pages.ts'
import { markFreePages, walkTree } from './walk-tree.ts'

/** What came out of a damaged database. */
export interface Salvage {
  /** Tables of which something could not be read. */
  lossy: Set<string>
  /** Rows whose values break a rule of their table, by table. */
  broken: Map<string, StoredRow[]>
  /** Pages and rows that could not be read. */
  unreadable: number
}

/**
 * Puts every row that can still be read into the new tables: first what is reached from each
 * table's root, then, for tables with a hole, what lies on pages that nothing leads to any more.
 *
 * @param roots root pages by name, of tables and indexes
 */
export function salvageRows(
  pages: Pages,
  tables: readonly KnownTable[],
  roots: ReadonlyMap<string, number>,
  seen: Set<number>,
): Salvage {
  const salvage: Salvage = { lossy: new Set(), broken: new Map(), unreadable: 0 }
  const known = new Map(tables.map((table) => [table.name, table]))

  const take = (table: KnownTable, row: StoredRow) => {
    if (insertRow(table, row)) return
    salvage.lossy.add(table.name)
    const broken = salvage.broken.get(table.name) ?? []
    salvage.broken.set(table.name, [...broken, row])
  }

  for (const [name, root] of roots) {
    const table = known.get(name)
    const tree = walkTree(pages, root, seen)
    if (!table) continue
    if (tree.unreadable > 0) salvage.lossy.add(name)
    salvage.unreadable += tree.unreadable
    for (const row of tree.rows()) take(table, row)
  }
  for (const { name } of tables) if (!roots.has(name)) salvage.lossy.add(name)

  markFreePages(pages, seen)
  const torn = tables.filter(({ hasRowid, name }) => hasRowid && salvage.lossy.has(name))
  if (torn.length === 0) return salvage
  for (let number = 2; number <= pages.count; number += 1) {
    if (seen.has(number)) continue
    const found = readPageRows(pages, number)
    if (found?.kind !== pageKinds.tableLeaf) continue
    for (const row of found.rows) {
      const table = torn.find(({ fits }) => fits(row.values))
      if (table) take(table, row)
    }
  }
  return salvage
}

function insertRow(table: KnownTable, row: StoredRow): boolean {
  try {
    if (!table.fits(row.values)) return false
    table.insert(row)
    return true
  } catch {
    return false
  }
}
