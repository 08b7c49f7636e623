import type { Part } from '../contract/messages.ts'

/** Words as they are kept in a message; none for no words. */
export const textParts = (text: string): string =>
  JSON.stringify(text === '' ? [] : ([{ type: 'text', text }] satisfies Part[]))

/** The words of a message, without pictures and what was pasted whole. */
export const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
