const LONGEST = 200

/**
 * A file name fit to show and store: the last segment of whatever path the caller gave, without
 * control characters or those that turn the direction of text, at most 200 characters.
 */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).findLast((segment) => segment !== '') ?? ''
  const plain = last.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  // By code points: half a surrogate pair is not text.
  return Array.from(plain).slice(0, LONGEST).join('')
}
