import type { TFunction } from 'i18next'
import { type StarterId, starterIds } from '../../src-main/contract/presets.ts'

/** A prompt as it is offered, whoever wrote it. */
export interface OfferedPrompt {
  id: string
  name: string
  text: string
}

/** Places to fill in are written `[[…]]` among the words: `{{…}}` would be filled in at once. */
export const toBlanks = (words: string) => words.replaceAll('[[', '{{').replaceAll(']]', '}}')

/** The prompts that come with Carat, in the window's language. */
export const starterPrompts = (t: TFunction<'presets'>): (OfferedPrompt & { id: StarterId })[] =>
  starterIds.map((id) => ({
    id,
    name: t(`starters.${id}.name`),
    text: toBlanks(t(`starters.${id}.text`)),
  }))

const BLANK = /\{\{\s*([^{}\s][^{}\n]{0,59}?)\s*\}\}/g

/** Names of the places to fill in, each once, in their order. */
export const blanksOf = (text: string): string[] => [
  ...new Set([...text.matchAll(BLANK)].map(([, name = '']) => name)),
]

/** The next place to fill in at or after a position, from the start again at the end. */
export function nextBlank(
  text: string,
  names: readonly string[],
  from: number,
): { name: string; start: number; end: number } | null {
  const all = [...text.matchAll(BLANK)]
    .map(({ 0: whole, 1: name = '', index }) => ({ name, start: index, end: index + whole.length }))
    .filter(({ name }) => names.includes(name))
  return all.find(({ start }) => start >= from) ?? all[0] ?? null
}
