import { accessSync, constants, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import envPaths from 'env-paths'

/**
 * Absolute folder of this user's conversations and models, made if it is missing: the one given,
 * else where the system keeps such data. Both hosts use the same one.
 */
export function prepareDataFolder(given: string | undefined): string {
  const folder = given ? resolve(given) : envPaths('Carat', { suffix: '' }).data
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Whether the system lets this user write into a folder. */
export function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
