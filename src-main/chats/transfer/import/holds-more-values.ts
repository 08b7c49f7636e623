const [QUOTE, BACKSLASH] = [0x22, 0x5c]
/** `{`, `[` and `,`. */
const beginnings = new Set([0x7b, 0x5b, 0x2c])

/**
 * Whether a JSON text holds more values than `most`, told by its brackets and commas before it is
 * parsed: in memory an empty object takes twenty times its two bytes, and what checks it more.
 */
export function holdsMoreValues(json: string, most: number): boolean {
  let values = 0
  let inText = false
  for (let place = 0; place < json.length; place += 1) {
    const letter = json.charCodeAt(place)
    if (inText) {
      if (letter === BACKSLASH) place += 1
      else if (letter === QUOTE) inText = false
    } else if (letter === QUOTE) inText = true
    else if (beginnings.has(letter) && (values += 1) > most) return true
  }
  return false
}
