import { existsSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { settleFile, syncNames } from './sync-file.ts'

/** What belongs to a database file. The log goes first: it must never lie beside another database. */
const companions = ['-wal', '-shm', '']

/** Where a damaged database goes. */
export const asidePath = (file: string, at: Date) =>
  `${file}.damaged-${at.toISOString().replaceAll(':', '-')}`

/**
 * Moves a damaged database aside with everything that belongs to it. Nothing is ever deleted.
 */
export function setAside(file: string, at = new Date()): void {
  const aside = asidePath(file, at)
  for (const ending of companions)
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending)
  syncNames(dirname(file))
}

/** Where a rescued database waits, complete, until the damaged one is out of its way. */
export const rescuedPath = (file: string) => `${file}.rescued`

/** Moves what is left of a damaged database aside and puts the rescued one in its place. */
export function placeRescued(file: string, at?: Date): void {
  setAside(file, at)
  settleFile(rescuedPath(file), file)
}

/** Finishes what a kill between two renames left undone. */
export function finishPlacing(file: string): void {
  if (existsSync(rescuedPath(file))) placeRescued(file)
}
