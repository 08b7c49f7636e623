import type { GgufFacts } from './gguf-facts.ts'
import type { GgufHeader } from './gguf-header.ts'
import { knownArchitectures } from './known-engine.ts'
import type { MetadataLookup } from './metadata-lookup.ts'
import { createMetadataLookup } from './metadata-lookup.ts'
import { cleanName } from './printable.ts'
import { readQuantization } from './quantization-label.ts'
import { readModelShape } from './read-model-shape.ts'
import { readProjectorShape } from './read-projector-shape.ts'

/** Looked up row by row in the computer's memory, whatever the GPU holds. */
const embeddings: ReadonlySet<string> = new Set([
  'token_embd.weight',
  'per_layer_token_embd.weight',
])

/**
 * What Carat uses of a valid header. For a split model give the header of its first part and those of
 * the others: sizes are of all parts together. Later parts alone have neither architecture nor shape,
 * and models that the engine does not know have no shape.
 *
 * @throws CaratError `GGUF_INVALID` for figures that cannot be.
 */
export function toGgufFacts(header: GgufHeader, otherParts: readonly GgufHeader[] = []): GgufFacts {
  const lookup = createMetadataLookup(header)
  const parts = [header, ...otherParts]
  const tensors = parts.flatMap((part) => part.tensors)
  const split = readSplit(lookup)
  const laterPart = split !== null && split.index > 0
  const architecture = lookup.text('general.architecture')
  if (architecture === null && !laterPart) lookup.refuse('general.architecture is missing')

  const facts = {
    architecture: architecture ?? '',
    name: cleanName(lookup.text('general.name') ?? '') || null,
    quantization: readQuantization(header.metadata, tensors),
    parameters: sum(tensors.map(({ elements }) => elements)),
    fileBytes: sum(parts.map(({ fileBytes }) => fileBytes)),
    headerBytes: sum(parts.map(({ dataOffset }) => dataOffset)),
    tensorBytes: sum(tensors.map(({ bytes }) => bytes)),
    embeddingBytes: sum(
      tensors.filter(({ name }) => embeddings.has(name)).map(({ bytes }) => bytes),
    ),
    split,
    chatTemplate: (lookup.text('tokenizer.chat_template') ?? '') !== '',
    encoderInside: lookup.count(`${architecture}.vision.block_count`) !== null,
  }
  const type = lookup.text('general.type')
  if (type === 'adapter') return { ...facts, kind: 'adapter', shape: null, projector: null }
  if (architecture === 'clip' || type === 'mmproj') {
    const projector = readProjectorShape(header, lookup)
    return { ...facts, kind: 'projector', shape: null, projector }
  }
  if (tensors.length === 0 && !split)
    return { ...facts, kind: 'vocabulary', shape: null, projector: null }
  const known = architecture !== null && knownArchitectures.has(architecture)
  const shape = known ? readModelShape(header, lookup, architecture) : null
  return { ...facts, kind: 'model', shape, projector: null }
}

function readSplit(lookup: MetadataLookup): GgufFacts['split'] {
  const count = lookup.count('split.count') ?? 0
  if (count < 2) return null
  const index = lookup.requiredCount('split.no')
  if (index >= count) lookup.refuse(`it is part ${index + 1} of ${count}`)
  return { index, count }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
