const LONGEST = 80
/** Names Windows keeps for devices, whatever follows the first dot. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A title as the name of a file that every system can hold, without an ending. */
export function toFileName(title: string, fallback: string): string {
  const plain = title
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[<>:"/\\|?*#%[\]^`]/g, ' ')
    .replace(/\s+/g, ' ')
  // By code points: half a surrogate pair is not text.
  const short = Array.from(plain).slice(0, LONGEST).join('')
  const name = short.replace(/^[. ]+|[. ]+$/g, '')
  if (name === '') return fallback
  return reserved.test(name) ? `${name} -` : name
}

/** Gives out names that differ even where capitals do not count: `name`, `name (2)`, … */
export function createNames() {
  const taken = new Set<string>()
  return (name: string, ending: string): string => {
    for (let number = 1; ; number += 1) {
      const full = number === 1 ? `${name}${ending}` : `${name} (${number})${ending}`
      const key = full.toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return full
    }
  }
}
