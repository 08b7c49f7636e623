const LONGEST = 80
const LONGEST_NAME = 200

/** Text from a file as it may stand in a message: short, and of plain characters only. */
export const printable = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, LONGEST)

/** A name as people wrote it, without what would hide or turn round the words beside it. */
export const cleanName = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
