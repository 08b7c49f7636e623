import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { languageTagSchema, type Words, wordsSchema } from '../contract/languages.ts'
import { CaratError } from '../platform/carat-error.ts'

/** All of Carat's words are a few hundred KB in any script. */
const MOST_BYTES = 2_000_000

/**
 * Languages that are one JSON file each, named after their tag. Of the same language in several
 * folders the last one counts, so that a user's file goes before what ships.
 */
export function createLanguageFiles(folders: readonly string[]) {
  const tagsIn = async (folder: string): Promise<string[]> => {
    const names = await readdir(folder).catch(() => [])
    return names.flatMap((name) => {
      const tag = name.endsWith('.json') ? name.slice(0, -'.json'.length) : ''
      return languageTagSchema.safeParse(tag).success ? [tag] : []
    })
  }

  return {
    async list(): Promise<string[]> {
      const tags = await Promise.all(folders.map(tagsIn))
      return [...new Set(tags.flat())].toSorted()
    },
    /** @throws CaratError `LANGUAGE_UNREADABLE`, with the part that is wrong. */
    async words(tag: string): Promise<Words> {
      for (const folder of folders.toReversed())
        if ((await tagsIn(folder)).includes(tag)) return await readWords(join(folder, tag), tag)
      throw new CaratError('LANGUAGE_UNREADABLE', { tag, detail: `${tag}.json` })
    },
  }
}

async function readWords(path: string, tag: string): Promise<Words> {
  const file = `${path}.json`
  try {
    const { size } = await stat(file)
    if (size > MOST_BYTES) throw new RangeError(`${size} > ${MOST_BYTES} bytes`)
    // Editors on Windows like to begin a file with a byte order mark.
    const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
    return wordsSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new CaratError('LANGUAGE_UNREADABLE', { tag, detail: `${file}: ${problemOf(error)}` })
  }
}

function problemOf(error: unknown): string {
  const issues = (error as { issues?: { path: PropertyKey[] }[] }).issues
  if (issues?.[0]) return issues[0].path.map(String).join('.')
  return error instanceof Error ? error.message : String(error)
}
