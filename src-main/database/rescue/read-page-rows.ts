import type { Pages } from './read-pages.ts'
import { readRecord, readVarint, type StoredValue } from './read-record.ts'

/** What a page of a b-tree is; the numbers are those of the file format. */
export const pageKinds = {
  indexInterior: 2,
  tableInterior: 5,
  indexLeaf: 10,
  tableLeaf: 13,
} as const

export interface StoredRow {
  /** Null in a table without row ids, and in an index. */
  rowid: number | null
  values: StoredValue[]
}

/** What one page of a b-tree says. Cells that make no sense are counted, not believed. */
export interface PageRows {
  kind: number
  rows: StoredRow[]
  children: number[]
  /** Pages that continue long rows of this one. */
  overflow: number[]
  unreadable: number
}

const KINDS: readonly number[] = Object.values(pageKinds)

/** Reads one page of a b-tree, cell by cell; null if it is no such page. */
export function readPageRows(pages: Pages, number: number): PageRows | null {
  const page = pages.read(number)
  if (!page) return null
  const start = number === 1 ? 100 : 0
  const kind = page.readUInt8(start)
  const count = page.readUInt16BE(start + 3)
  const isInterior = kind === pageKinds.indexInterior || kind === pageKinds.tableInterior
  const pointers = start + (isInterior ? 12 : 8)
  if (!KINDS.includes(kind) || pointers + count * 2 > pages.usable) return null
  const found: PageRows = { kind, rows: [], children: [], overflow: [], unreadable: 0 }
  for (let index = 0; index < count; index += 1) {
    try {
      readCell(pages, page, page.readUInt16BE(pointers + index * 2), found)
    } catch {
      found.unreadable += 1
    }
  }
  if (isInterior) found.children.push(page.readUInt32BE(start + 8))
  return found
}

function readCell(pages: Pages, page: Buffer, cell: number, found: PageRows): void {
  let at = cell
  if (found.kind === pageKinds.tableInterior || found.kind === pageKinds.indexInterior) {
    found.children.push(page.readUInt32BE(at))
    at += 4
  }
  if (found.kind === pageKinds.tableInterior) return
  const [length, afterLength] = readVarint(page, at)
  let rowid: number | null = null
  let start = afterLength
  if (found.kind === pageKinds.tableLeaf) [rowid, start] = readVarint(page, afterLength)
  const payload = readPayload(pages, page, start, length, found)
  found.rows.push({ rowid, values: readRecord(payload) })
}

/** The bytes of a row, gathered from its page and those that continue it. */
function readPayload(
  pages: Pages,
  page: Buffer,
  start: number,
  length: number,
  found: PageRows,
): Buffer {
  const { usable } = pages
  const isTable = found.kind === pageKinds.tableLeaf
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) {
    if (start + length > usable) throw new RangeError('row beyond its page')
    return page.subarray(start, start + length)
  }
  if (length > pages.count * pages.pageSize) throw new RangeError('row beyond the file')
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const wanted = least + ((length - least) % (usable - 4))
  const here = wanted <= most ? wanted : least
  const pieces = [page.subarray(start, start + here)]
  let missing = length - here
  let next = page.readUInt32BE(start + here)
  while (missing > 0) {
    const more = next > 0 && next <= pages.count ? pages.read(next) : null
    if (!more) throw new RangeError('the rest of a row is missing')
    found.overflow.push(next)
    const size = Math.min(missing, usable - 4)
    pieces.push(more.subarray(4, 4 + size))
    missing -= size
    next = more.readUInt32BE(0)
  }
  return Buffer.concat(pieces)
}
