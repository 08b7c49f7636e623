import { createHash, randomBytes } from 'node:crypto'
import type { ModelChoice } from '../../src-main/contract/discovery.ts'
import type { RemoteFile } from '../../src-main/contract/model-sources.ts'
import { tinyProjector } from '../../src-main/models/library/testing/test-models.ts'
import { writeGguf } from '../../src-main/testing/write-gguf.ts'

const REVISION = 'c'.repeat(40)
const WIDTH = 64

/** A model to download, with its projector; names are unique, sizes of files too. */
export interface PlannedModel {
  name: string
  weights: RemoteFile
  projector: RemoteFile
}

/** What the process that downloads is told: where files are, and which it wants. */
export interface Plan {
  url: string
  models: PlannedModel[]
}

/** Real files of a model of about so many bytes, none like another. */
export function makeModel(
  number: number,
  bytes: number,
): PlannedModel & { contents: Uint8Array[] } {
  const name = `model-${number}`
  const rows = Math.ceil(bytes / (WIDTH * 4)) + number
  const weights = writeGguf({
    metadata: {
      'general.architecture': 'gemma3',
      'general.name': name,
      'gemma3.context_length': 8192,
      'gemma3.block_count': 1,
      'gemma3.embedding_length': WIDTH,
      'gemma3.attention.head_count': 2,
      'tokenizer.ggml.tokens': ['a', 'b'],
    },
    tensors: [
      { name: 'token_embd.weight', shape: [WIDTH, rows], data: randomBytes(rows * WIDTH * 4) },
    ],
  })
  const projector = Buffer.concat([tinyProjector(WIDTH, number), Buffer.alloc(number)])
  return {
    name,
    weights: toFile(`${name}.gguf`, weights),
    projector: toFile(`${name}-projector.gguf`, projector),
    contents: [weights, projector],
  }
}

const toFile = (path: string, bytes: Uint8Array): RemoteFile => ({
  path,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

/** What the user chose of a model's repository. */
export const choiceOf = ({ name, projector, weights }: PlannedModel): ModelChoice => ({
  ref: { source: 'huggingface', repository: `kills/${name}` },
  revision: REVISION,
  variantId: weights.path,
  projectorPath: projector.path,
})

export const filesOf = ({ projector, weights }: PlannedModel) => [weights, projector]
