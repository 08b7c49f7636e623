import { CaratError } from '../../platform/carat-error.ts'
import type { GgufFacts } from './gguf-facts.ts'
import { ENGINE_VERSION, knownArchitectures, knownProjectors } from './known-engine.ts'
import { printable } from './printable.ts'

/**
 * Names what the shipped engine does not know, before it is asked. `name` is the file's.
 *
 * @throws CaratError `GGUF_ENCODER_INSIDE`, `GGUF_UNSUPPORTED`
 */
export function checkRunnable(facts: GgufFacts, name: string): void {
  // llama.cpp counts tensors, and refuses a file with some it has no use for.
  if (facts.kind === 'model' && facts.encoderInside)
    throw new CaratError('GGUF_ENCODER_INSIDE', { name })
  const unknown = findUnknown(facts)
  if (unknown === null) return
  const feature = printable(unknown)
  throw new CaratError('GGUF_UNSUPPORTED', { name, feature, engine: ENGINE_VERSION })
}

function findUnknown({ architecture, kind, projector, split }: GgufFacts): string | null {
  if (projector) return knownProjectors.has(projector.type) ? null : projector.type
  const laterPart = kind === 'model' && split !== null && split.index > 0
  return laterPart || knownArchitectures.has(architecture) ? null : architecture
}
