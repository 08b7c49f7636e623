import { existsSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { markClosed } from './lost-log.ts'
import { settleFile, syncNames } from './sync-file.ts'

/** What belongs to a database file. Logs go first: they must never lie beside another database. */
const companions = ['-journal', '-wal', '-shm', '']

/** Where a damaged database goes. */
export const asidePath = (file: string, at: Date) =>
  `${file}.damaged-${at.toISOString().replaceAll(':', '-')}`

/**
 * Moves a damaged database aside with everything that belongs to it. Nothing is ever deleted.
 */
export function setAside(file: string, aside = asidePath(file, new Date())): void {
  for (const ending of companions)
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending)
  syncNames(dirname(file))
}

/** Where a rescued database is put together; of no use to a start that did not make it. */
export const salvagedPath = (file: string) => `${file}.salvaged`

/** Where it waits, complete and reported, until the damaged one is out of its way. */
const rescuedPath = (file: string) => `${file}.rescued`

/** Moves a damaged database aside and puts the rescued one, which was reported, in its place. */
export function placeRescued(file: string, aside: string): void {
  settleFile(salvagedPath(file), rescuedPath(file))
  finishPlacing(file, aside)
}

/**
 * Finishes what a kill between two renames left undone.
 *
 * @param aside where the report says that the damaged one is
 */
export function finishPlacing(file: string, aside: string | undefined): void {
  if (!existsSync(rescuedPath(file))) return
  setAside(file, aside)
  markClosed(file)
  settleFile(rescuedPath(file), file)
}
