import { expect, test, vi } from 'vitest'
import type { SearchPage, SearchQuery } from '../../../src-main/contract/model-sources.ts'
import { firstSearch, parametersThatFit, searchQueryOf } from './search-query.ts'
import { createSearchStore } from './search-store.ts'

const result = (name: string): SearchPage['results'][number] => ({
  ref: { source: 'huggingface', repository: `o/${name}` },
  title: name,
  author: 'o',
  licence: null,
  gate: 'open',
  downloads: 1,
  likes: 1,
  updatedAt: null,
  pictures: null,
  parameters: null,
})

/** A hub of two pages for each text; it notes what it was asked and what was let go. */
function smallHub() {
  const asked: string[] = []
  const dropped: string[] = []
  const failing = { now: false }
  const ask = async ({ text, cursor }: SearchQuery, signal: AbortSignal): Promise<SearchPage> => {
    asked.push(`${text}${cursor ?? ''}`)
    signal.addEventListener('abort', () => dropped.push(text))
    await Promise.resolve()
    if (failing.now) throw new Error('no answer')
    return cursor === null
      ? { results: [result(`${text}1`)], cursor: '+2' }
      : { results: [result(`${text}2`)], cursor: null }
  }
  return { asked, dropped, failing, ...createSearchStore(ask) }
}

const queryFor = (text: string) => searchQueryOf({ ...firstSearch, text }, null)
const titles = (hub: ReturnType<typeof smallHub>) =>
  hub.useResults.getState().results?.map(({ title }) => title)
const settled = (hub: ReturnType<typeof smallHub>) =>
  vi.waitFor(() => expect(hub.useResults.getState().loading).toBeNull())

test('typing is one question, asked when it rests', async () => {
  const hub = smallHub()
  for (const text of ['g', 'ge', 'gem']) hub.search(queryFor(text))
  await settled(hub)
  expect(hub.asked).toEqual(['gem'])
  expect(titles(hub)).toEqual(['gem1'])
})

test('Enter asks at once, and the same question is not asked twice', async () => {
  const hub = smallHub()
  hub.search(queryFor('gem'))
  expect(hub.asked).toEqual([])
  hub.hurry()
  await vi.waitFor(() => expect(hub.asked).toEqual(['gem']))
  hub.hurry()
  hub.search(queryFor('gem'))
  await settled(hub)
  hub.search(queryFor('gem'))
  hub.hurry()
  await settled(hub)
  expect(hub.asked).toEqual(['gem'])
})

test('another source or filter is asked at once', async () => {
  const hub = smallHub()
  hub.search(queryFor('gem'))
  await settled(hub)
  hub.search({ ...queryFor('gem'), pictures: true })
  await vi.waitFor(() => expect(hub.asked).toEqual(['gem', 'gem']), { timeout: 100 })
})

test('further pages are added, up to the last', async () => {
  const hub = smallHub()
  hub.search(queryFor('gem'))
  await settled(hub)
  hub.loadMore()
  hub.loadMore()
  await settled(hub)
  expect(titles(hub)).toEqual(['gem1', 'gem2'])
  hub.loadMore()
  expect(hub.asked).toEqual(['gem', 'gem+2'])
})

test('a failed page keeps the results and is asked for again alone', async () => {
  const hub = smallHub()
  hub.search(queryFor('gem'))
  await settled(hub)
  hub.failing.now = true
  hub.loadMore()
  await settled(hub)
  expect(hub.useResults.getState().failure?.code).toBe('INTERNAL')
  expect(titles(hub)).toEqual(['gem1'])
  hub.failing.now = false
  hub.retry()
  await settled(hub)
  expect(titles(hub)).toEqual(['gem1', 'gem2'])
})

test('results stay while the next ones load, but never those of another source', async () => {
  const hub = smallHub()
  hub.search(queryFor('gem'))
  await settled(hub)
  hub.search(queryFor('other'))
  expect(titles(hub)).toEqual(['gem1'])
  hub.search({ ...queryFor('other'), source: 'modelscope' })
  expect(titles(hub)).toBeUndefined()
  await settled(hub)
})

test('“fits here” counts all memory that is free, and the smaller limit holds', () => {
  const gpu = { name: 'g', memoryBytes: 12e9, freeMemoryBytes: 10e9, unified: false }
  const machine = {
    memoryBytes: 16e9,
    freeMemoryBytes: 8e9,
    physicalCores: 8,
    backend: 'cuda' as const,
    gpuProblem: null,
    gpus: [gpu],
  }
  expect(parametersThatFit(machine)).toBe(25_000_000_000)
  expect(parametersThatFit({ ...machine, gpus: [{ ...gpu, unified: true }] })).toBe(11_111_111_111)
  const limitOf = (size: number | null, fitsHere: boolean) =>
    searchQueryOf({ ...firstSearch, size, fitsHere }, machine).mostParameters
  expect(limitOf(null, false)).toBeNull()
  expect(limitOf(4e9, true)).toBe(4e9)
  expect(limitOf(40e9, true)).toBe(25_000_000_000)
  expect(searchQueryOf({ ...firstSearch, fitsHere: true }, null).mostParameters).toBeNull()
})
