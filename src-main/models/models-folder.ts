import { mkdirSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { gguf } from '@huggingface/gguf'
import { log } from '../platform/log.ts'
import { type InstalledModel, samplingFor } from './installed-model.ts'

interface GgufFile {
  path: string
  bytes: number
  architecture: string
  name: string | null
  /** Width of the embeddings a model takes, or a projector gives. */
  embeddingWidth: number | null
}

/**
 * Models the user has put into the models folder as GGUF files. A projector beside a model belongs
 * to it when their embedding widths agree; names decide nothing. Files that cannot be read yet,
 * such as one still being copied, are left out until the next look.
 */
export async function readModelsFolder(folder: string): Promise<InstalledModel[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = await readdir(folder, { recursive: true })
  const paths = names.filter((name) => name.toLowerCase().endsWith('.gguf')).toSorted()
  const files = (await Promise.all(paths.map((name) => readGguf(join(folder, name))))).flatMap(
    (file) => file ?? [],
  )
  const projectors = files.filter((file) => file.architecture === 'clip')
  return files
    .filter((file) => file.architecture !== 'clip')
    .map((file) => {
      const projector = projectors.find(
        (candidate) =>
          dirname(candidate.path) === dirname(file.path) &&
          candidate.embeddingWidth === file.embeddingWidth,
      )
      return {
        id: `folder:${relative(folder, file.path).replaceAll('\\', '/')}`,
        name: file.name ?? relative(folder, file.path).replace(/\.gguf$/i, ''),
        demo: false,
        modelPath: file.path,
        projectorPath: projector?.path ?? null,
        bytes: file.bytes + (projector?.bytes ?? 0),
        sampling: samplingFor(file.architecture),
        contextSize: null,
      }
    })
}

async function readGguf(path: string): Promise<GgufFile | null> {
  try {
    const { metadata } = await gguf(path, { allowLocalFile: true })
    const facts: Record<string, unknown> = { ...metadata }
    const architecture = String(facts['general.architecture'])
    const width =
      architecture === 'clip'
        ? facts['clip.vision.projection_dim']
        : facts[`${architecture}.embedding_length`]
    const name = facts['general.name']
    return {
      path,
      bytes: (await stat(path)).size,
      architecture,
      name: typeof name === 'string' && name !== '' ? name : null,
      embeddingWidth: width === undefined ? null : Number(width),
    }
  } catch (error) {
    log.info({ error }, 'a file in the models folder cannot be read as GGUF')
    return null
  }
}
