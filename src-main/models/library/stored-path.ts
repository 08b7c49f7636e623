import { isAbsolute, relative, resolve, sep } from 'node:path'

/** A path as it is stored with a model: relative to its root, `/` between folders, if it lies within. */
export function toStoredPath(rootPath: string, path: string): string {
  const inner = relative(rootPath, path)
  const isWithin = inner !== '' && !isAbsolute(inner) && inner.split(sep)[0] !== '..'
  return isWithin ? inner.split(sep).join('/') : path
}

/** The absolute path of a stored one. */
export const fromStoredPath = (rootPath: string, path: string) => resolve(rootPath, path)
