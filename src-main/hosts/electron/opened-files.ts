import { extname, resolve } from 'node:path'

/** What Carat is offered for by the system; the same as in electron-builder.yml. */
export const openableEndings = {
  models: ['gguf'],
  media: [
    ...['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif', 'bmp', 'heic', 'heif'],
    ...['mp4', 'm4v', 'mov', 'webm'],
  ],
} as const

/** More at once were not meant. */
const MOST_FILES = 50
const LONGEST_PATH = 4096

/** Absolute paths of files to look at, by what they are. */
export interface OpenedFiles {
  models: string[]
  media: string[]
}

/**
 * The files among the arguments of a start. Everything else is passed over: switches, addresses and
 * what is no kind of file that Carat opens. Nothing is looked at on disk here, and nothing happens
 * with a file before the user has seen it in the window.
 *
 * @param folder that relative paths begin from
 */
export function openedFiles(args: readonly string[], folder: string): OpenedFiles {
  const opened: OpenedFiles = { models: [], media: [] }
  for (const argument of new Set(args)) {
    if (opened.models.length + opened.media.length >= MOST_FILES) break
    if (!isPath(argument)) continue
    const ending = extname(argument).slice(1).toLowerCase()
    const kind = kindOf(ending)
    if (kind) opened[kind].push(resolve(folder, argument))
  }
  return opened
}

/** One letter before a colon is a drive; more are the scheme of an address. */
const isPath = (argument: string) =>
  argument.length <= LONGEST_PATH &&
  !/^-|^[a-z][a-z0-9+.-]+:/i.test(argument.trim()) &&
  !/[\u0000-\u001f\u007f]/.test(argument)

const kindOf = (ending: string): keyof OpenedFiles | undefined =>
  (['models', 'media'] as const).find((kind) =>
    (openableEndings[kind] as readonly string[]).includes(ending),
  )
