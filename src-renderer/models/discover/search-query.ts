import type { Machine } from '../../../src-main/contract/fit.ts'
import type { SearchQuery } from '../../../src-main/contract/model-sources.ts'

/** What the user is looking for. */
export interface Search extends Omit<SearchQuery, 'cursor' | 'mostParameters'> {
  /** Models of at most so many parameters; null for any. */
  size: number | null
  /** Only models that fit this computer at four bits. */
  fitsHere: boolean
}

export const firstSearch: Search = {
  source: 'huggingface',
  text: '',
  pictures: false,
  size: null,
  fitsHere: false,
  sort: 'downloads',
}

/** Bytes for each parameter at four bits with scales, context and buffers. */
const BYTES_PER_PARAMETER = 0.72

/** How large a model may be to fit what is free now, in parameters. */
export function parametersThatFit({ freeMemoryBytes, gpus }: Machine): number {
  const onGpus = gpus
    .filter(({ unified }) => !unified)
    .reduce((sum, gpu) => sum + gpu.freeMemoryBytes, 0)
  return Math.floor((freeMemoryBytes + onGpus) / BYTES_PER_PARAMETER)
}

/** The question for the services; without figures of the machine nothing is left out. */
export function searchQueryOf(search: Search, machine: Machine | null): SearchQuery {
  const { size, fitsHere, ...query } = search
  const fitting = fitsHere && machine ? parametersThatFit(machine) : null
  const limits = [size, fitting].filter((limit) => limit !== null)
  return {
    ...query,
    text: query.text.trim().slice(0, 200),
    mostParameters: limits.length > 0 ? Math.min(...limits) : null,
    cursor: null,
  }
}
