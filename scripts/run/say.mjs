// Why this exists: everything the run script says goes to standard error, because standard output
// belongs to what it runs (`READY <link>`).

/** @param {string} words */
export function say(words) {
  process.stderr.write(`${words}\n`)
}

/**
 * @param {string} words
 * @returns {never}
 */
export function fail(words) {
  say(words)
  process.exit(1)
}
