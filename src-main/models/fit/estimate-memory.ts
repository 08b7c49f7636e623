import type { LoadOptions } from '../../contract/load-options.ts'
import { countNeeds } from './memory-needs.ts'
import { type MemoryEstimate, type MemorySupply, placeMemory } from './place-memory.ts'

type Needs = Parameters<typeof countNeeds>[0]

/**
 * What a load will take and where it will lie, from the headers of its files: the weights and the
 * copies the processor makes of them, the picture encoder, the KV cache for the context, and buffers
 * with the engine itself. Nothing is corrected by what was seen here.
 */
export const estimateMemory = (
  input: Needs & {
    options: Needs['options'] & Pick<LoadOptions, 'gpuLayers'>
    supply: MemorySupply
  },
): MemoryEstimate => placeMemory(countNeeds(input), input.supply, input.options.gpuLayers)
