import type { ByteSource } from '../../src-main/models/gguf/byte-source.ts'
import { checkRunnable } from '../../src-main/models/gguf/check-runnable.ts'
import type { GgufFacts } from '../../src-main/models/gguf/gguf-facts.ts'
import { pairs } from '../../src-main/models/gguf/projector-pairing.ts'
import { readGguf } from '../../src-main/models/gguf/read-gguf.ts'
import { toGgufFacts } from '../../src-main/models/gguf/read-gguf-facts.ts'
import { CaratError } from '../../src-main/platform/carat-error.ts'
import type { Mutant } from './make-mutants.ts'

/**
 * What Carat's own check says of a file before an engine may see it: the code that it is refused
 * with, or null. Anything but a CaratError is thrown, for it must not happen. `model` is what a
 * projector has to pair with.
 */
export async function judgeMutant(mutant: Mutant, model: GgufFacts): Promise<string | null> {
  try {
    const facts = await readFacts(mutant.bytes)
    checkRunnable(facts, 'mutant.gguf')
    if (mutant.of === 'projector') {
      const mismatch = pairs(model, facts)
      if (mismatch) throw new CaratError('PROJECTOR_MISMATCH', mismatch)
    } else if (facts.kind !== 'model')
      throw new CaratError('FILE_NOT_A_MODEL', { name: 'mutant.gguf', kind: facts.kind })
    return null
  } catch (error) {
    if (error instanceof CaratError) return error.code
    throw new Error(`mutant ${mutant.number} (${mutant.what})`, { cause: error })
  }
}

/** Facts of a file in memory. */
export async function readFacts(bytes: Buffer): Promise<GgufFacts> {
  const source: ByteSource = {
    name: 'mutant.gguf',
    bytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  }
  return toGgufFacts(await readGguf(source))
}
