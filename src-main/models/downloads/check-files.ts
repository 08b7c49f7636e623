import { CaratError } from '../../platform/carat-error.ts'
import { openFileSource } from '../gguf/file-source.ts'
import { pairs } from '../gguf/projector-pairing.ts'
import { toGgufFacts } from '../gguf/read-gguf-facts.ts'
import { readGguf } from '../gguf/read-gguf.ts'
import { checkSplitSet } from '../gguf/split-names.ts'

/** A complete file of a download that is about to become a model. */
export interface ArrivedFile {
  role: 'weights' | 'projector'
  /** Absolute. */
  path: string
  /** As its publisher calls it, for the words. */
  name: string
}

/**
 * Looks into complete files before they become a model: sound GGUF files, all parts of one model in
 * their order, and a picture encoder that is made for it.
 *
 * @throws CaratError `FILE_NOT_GGUF`, `GGUF_TRUNCATED`, `GGUF_INVALID`, `GGUF_UNSUPPORTED`,
 *   `GGUF_PARTS_MISSING`, `FILE_NOT_A_MODEL`, `PROJECTOR_MISMATCH`
 */
export async function checkFiles(
  files: readonly ArrivedFile[],
  signal: AbortSignal,
): Promise<void> {
  const read = async ({ name, path }: ArrivedFile) => {
    await using source = await openFileSource(path)
    return await readGguf({ name, bytes: source.bytes, read: source.read }, signal)
  }
  const headers = []
  for (const file of files) if (file.role === 'weights') headers.push(await read(file))
  const [first, ...others] = headers
  if (!first) throw new Error('a model without weights')
  checkSplitSet(headers)
  const model = toGgufFacts(first, others)
  const { name } = first
  if (model.kind !== 'model') throw new CaratError('FILE_NOT_A_MODEL', { name, kind: model.kind })
  const projector = files.find(({ role }) => role === 'projector')
  if (!projector) return
  const facts = toGgufFacts(await read(projector))
  if (facts.kind !== 'projector')
    throw new CaratError('GGUF_INVALID', { name: projector.name, detail: 'no picture encoder' })
  // Of a model the engine does not know, nobody can say what belongs to it.
  const mismatch = model.shape && pairs(model, facts)
  if (mismatch) throw new CaratError('PROJECTOR_MISMATCH', mismatch)
}
