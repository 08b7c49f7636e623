import { log } from '../../../platform/log.ts'
import { holdsMoreValues } from './holds-more-values.ts'
import { archiveLimits, type ImportEntry, readEntry } from './import-archive.ts'
import { jsonElements } from './json-elements.ts'

/** What a text means as JSON; undefined for what is none, or holds more than any honest export. */
export function parseJson(text: string | Uint8Array): unknown {
  const json = typeof text === 'string' ? text : Buffer.from(text).toString()
  if (holdsMoreValues(json, archiveLimits.jsonValues)) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A small JSON file; undefined when it cannot be read. */
export const readJson = async (entry: ImportEntry): Promise<unknown> =>
  parseJson((await readText(entry)) ?? '')

/** A small text file, without the mark Windows writes first; undefined when it cannot be read. */
export async function readText(entry: ImportEntry): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await readEntry(entry))
  } catch (error) {
    log.info({ error }, 'an entry of an import is damaged')
    return undefined
  }
}

/**
 * The objects of a JSON array one by one; undefined for one that cannot be read, and when the rest of
 * the file cannot.
 */
export async function* readElements(entry: ImportEntry): AsyncGenerator<unknown, void, void> {
  try {
    for await (const element of jsonElements(entry.open(), archiveLimits.jsonBytes))
      yield parseJson(element)
  } catch (error) {
    log.info({ error }, 'a list of an import is damaged')
    yield undefined
  }
}

/** The first object of a JSON file; the rest is not read. */
export async function firstElement(entry: ImportEntry): Promise<unknown> {
  for await (const element of readElements(entry)) return element
  return undefined
}
