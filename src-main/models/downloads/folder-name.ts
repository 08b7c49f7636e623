import { createHash } from 'node:crypto'

/** Of the words; with the hash the name stays below 80. */
const LONGEST = 64
/** Names that are devices on Windows, also with an ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A folder's name that every file system takes and a person can read: plain letters and digits of the
 * words, and a short hash of the contents that keeps two models apart.
 */
export function toFolderName(words: readonly string[], contents: readonly string[]): string {
  const cleaned = words
    .map((each) =>
      each
        .normalize('NFKD')
        .replaceAll(/\p{Mark}/gu, '')
        .replaceAll(/[^A-Za-z0-9._-]+/g, '-'),
    )
    .join('-')
    .replaceAll(/-{2,}/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^[-._]+|[-._]+$/g, '')
  const name = cleaned === '' || RESERVED.test(cleaned) ? `model-${cleaned}` : cleaned
  const hash = createHash('sha256').update(contents.join('\n')).digest('hex').slice(0, 8)
  return `${name.replace(/-$/, '')}-${hash}`
}
