import type { SearchFilters } from '../../contract/search.ts'
import { facetMarks, toIndexed } from '../../database/search-tokens.ts'

/** More months than these are asked for as years. */
const MOST_MONTHS = 14
const FIRST_YEAR = 2000

/**
 * What the index is asked for; its marks narrow months down, not days.
 *
 * @param chatIds the only conversations to look through, at least one; null for any
 */
export function toMatch(
  words: readonly string[],
  filters: SearchFilters,
  chatIds: readonly string[] | null,
): string {
  const { has, modelName, role } = filters
  const parts = [
    ...words.map((word) => quote(toIndexed(word))),
    ...(role === null ? [] : [quote(facetMarks.role(role))]),
    ...(has === null ? [] : [quote(has === 'picture' ? facetMarks.picture : facetMarks.clip)]),
    ...(modelName === null ? [] : [quote(facetMarks.model(modelName))]),
    ...monthMarks(filters),
    ...(chatIds === null ? [] : [either(chatIds.map(facetMarks.chat))]),
  ]
  const anything = either([facetMarks.role('user'), facetMarks.role('assistant')])
  return (parts.length > 0 ? parts : [anything]).join(' AND ')
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
const either = (marks: readonly string[]) => `(${marks.map(quote).join(' OR ')})`

function monthMarks({ before, from }: SearchFilters): string[] {
  if (from === null && before === null) return []
  const first = new Date(from ?? Date.UTC(FIRST_YEAR))
  const last = new Date(before ?? Date.now())
  const months: string[] = []
  const month = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth()))
  for (; month <= last && months.length <= MOST_MONTHS; month.setUTCMonth(month.getUTCMonth() + 1))
    months.push(facetMarks.month(month.toISOString().slice(0, 7)))
  if (months.length === 0) return [quote(facetMarks.month('none'))]
  if (months.length <= MOST_MONTHS) return [either(months)]
  const years = last.getUTCFullYear() - first.getUTCFullYear() + 1
  const year = (at: number) => facetMarks.year(`${first.getUTCFullYear() + at}`)
  return [either(Array.from({ length: years }, (_, at) => year(at)))]
}
