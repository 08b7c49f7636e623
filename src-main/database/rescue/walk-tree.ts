import { pageKinds, readPageRows, type StoredRow } from './read-page-rows.ts'
import type { Pages } from './read-pages.ts'

/** Everything that can be reached from the root of a table or index. */
export interface Tree {
  /** Of an index or a table without row ids, inner pages hold rows too. */
  rows(): Generator<StoredRow, void, void>
  /** Pages or rows that could not be read; what lies below them may be found as stray pages. */
  unreadable: number
}

/**
 * Walks a b-tree from its root.
 *
 * @param seen pages that belong to something; those of this tree are added
 */
export function walkTree(pages: Pages, root: number, seen: Set<number>): Tree {
  const inOrder: number[] = []
  const waiting = [root]
  const tree: Tree = {
    unreadable: 0,
    *rows() {
      for (const number of inOrder) yield* readPageRows(pages, number)?.rows ?? []
    },
  }
  const rootKind = readPageRows(pages, root)?.kind
  const isTable = rootKind === pageKinds.tableLeaf || rootKind === pageKinds.tableInterior
  while (waiting.length > 0) {
    const number = waiting.pop() ?? 0
    const isForeign = number < 1 || number > pages.count || seen.has(number)
    const found = isForeign ? null : readPageRows(pages, number)
    const fits =
      found &&
      isTable === (found.kind === pageKinds.tableLeaf || found.kind === pageKinds.tableInterior)
    if (!found || !fits) {
      tree.unreadable += 1
      continue
    }
    seen.add(number)
    for (const more of found.overflow) seen.add(more)
    tree.unreadable += found.unreadable
    if (found.rows.length > 0) inOrder.push(number)
    waiting.push(...found.children.toReversed())
  }
  return tree
}

/** Marks the pages of the list of free ones, as far as it can be followed. */
export function markFreePages(pages: Pages, seen: Set<number>): void {
  let trunk = pages.read(1)?.readUInt32BE(32) ?? 0
  while (trunk > 0 && trunk <= pages.count && !seen.has(trunk)) {
    const page = pages.read(trunk)
    if (!page) return
    seen.add(trunk)
    const count = Math.min(page.readUInt32BE(4), pages.usable / 4 - 2)
    for (let index = 0; index < count; index += 1) seen.add(page.readUInt32BE(8 + index * 4))
    trunk = page.readUInt32BE(0)
  }
}
