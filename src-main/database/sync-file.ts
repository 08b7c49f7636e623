import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

/** Gives a finished file its name; afterwards it survives a power cut under that name. */
export function settleFile(from: string, to: string): void {
  syncPath(from, 'r+')
  renameSync(from, to)
  syncNames(dirname(to))
}

/** Makes the names in a folder survive. Windows has no handle for this; it journals names itself. */
export function syncNames(folder: string): void {
  if (process.platform !== 'win32') syncPath(folder, 'r')
}

function syncPath(path: string, flags: string): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
