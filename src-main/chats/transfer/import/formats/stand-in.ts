import type { ForeignPart } from '../foreign-conversation.ts'

/**
 * What the user said, or the names of what cannot be taken when that was all of it: left out, the
 * question would be missing and the answers around it become one.
 */
export const orNames = (parts: ForeignPart[], names: readonly string[]): ForeignPart[] =>
  parts.length > 0 || names.length === 0
    ? parts
    : [{ type: 'text', text: names.map((name) => `[${name}]`).join(' ') }]
