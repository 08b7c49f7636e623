const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = Buffer.from('{}[]') as unknown as [
  number,
  number,
  number,
  number,
]
const [QUOTE, BACKSLASH] = Buffer.from('"\\') as unknown as [number, number]

/**
 * The objects of a JSON array one by one, or the one object that a file is, so that an export of
 * hundreds of megabytes never is in memory as a whole. Cuts at the brackets; whether a cut piece is
 * JSON is for `JSON.parse` to say.
 *
 * @param most bytes of one object
 * @throws RangeError for a larger one, SyntaxError when the text ends inside one
 */
export async function* jsonElements(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Buffer, void, void> {
  let depth = 0
  /** Depth at which elements begin: 1 inside the outer array, 0 when there is none. */
  let base: 0 | 1 | null = null
  let inText = false
  let escaped = false
  let kept: Uint8Array[] = []
  let keptBytes = 0
  const keep = (piece: Uint8Array) => {
    if ((keptBytes += piece.length) > most) throw new RangeError('an object is too large')
    kept.push(piece)
  }
  for await (const piece of pieces) {
    let start = base !== null && depth > base ? 0 : -1
    for (let place = 0; place < piece.length; place += 1) {
      const byte = piece[place]
      if (inText) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) escaped = true
        else if (byte === QUOTE) inText = false
      } else if (byte === QUOTE) inText = true
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        base ??= byte === OPEN_ARRAY ? 1 : 0
        if (depth === base && !(base === 1 && depth === 0)) start = place
        depth += 1
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        depth -= 1
        if (base === null || depth < 0) throw new SyntaxError('brackets do not match')
        if (depth === base && start !== -1) {
          keep(piece.subarray(start, place + 1))
          yield Buffer.concat(kept)
          kept = []
          keptBytes = 0
          start = -1
        }
      }
    }
    if (start !== -1) keep(piece.subarray(start))
  }
  if (depth !== 0 || inText) throw new SyntaxError('the text ends too early')
}
