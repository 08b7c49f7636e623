import { basename } from 'node:path'
import type { Failure } from '../../contract/errors.ts'
import { CaratError, toFailure } from '../../platform/carat-error.ts'
import { checkRunnable } from '../gguf/check-runnable.ts'
import { openFileSource } from '../gguf/file-source.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import type { GgufHeader } from '../gguf/gguf-header.ts'
import { toGgufFacts } from '../gguf/read-gguf-facts.ts'
import { readGguf } from '../gguf/read-gguf.ts'
import { checkSplitSet } from '../gguf/split-names.ts'
import type { GgufUnit } from './file-groups.ts'
import { readFingerprint } from './fingerprint.ts'

/** What a file says of itself, checked before any native code sees it. */
export interface Inspection {
  /** As far as its header could be read. */
  facts: GgufFacts | null
  /** Why it cannot be used. */
  failure: Failure | null
  /** Null when it could not be read at all. */
  fingerprint: string | null
}

/**
 * Reads the headers of one GGUF and judges it.
 *
 * @throws the signal's reason; all else is in the answer.
 */
export async function inspectUnit(
  { missing, parts }: GgufUnit,
  signal: AbortSignal,
): Promise<Inspection> {
  const inspection: Inspection = { facts: null, failure: null, fingerprint: null }
  const headers: GgufHeader[] = []
  const name = basename(parts[0]?.path ?? '')
  try {
    for (const { path } of parts) {
      await using source = await openFileSource(path)
      inspection.fingerprint ??= await readFingerprint(source, signal)
      headers.push(await readGguf(source, signal))
    }
    const [first, ...others] = headers
    if (!first) return inspection
    inspection.facts = toGgufFacts(first, others)
    if (missing.length > 0) throw new CaratError('GGUF_PARTS_MISSING', { name, missing })
    checkSplitSet(headers)
    checkRunnable(inspection.facts, name)
  } catch (error) {
    signal.throwIfAborted()
    inspection.failure = toFailure(error)
  }
  return inspection
}
