import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { FileGroup, ListedFile } from '../file-groups.ts'
import type { ModelOrigin } from '../stored-model.ts'
import type { WalkLimits } from '../walk-folder.ts'
import { listNames, readSmallFile } from './read-small-file.ts'

const layerSchema = z.object({ mediaType: z.string(), digest: z.string() })
const manifestSchema = z.object({
  format: z.string().optional(),
  digest: z.string().optional(),
  layers: z.array(layerSchema).optional(),
})
/** A manifest, or a list of them for several engines, each written out or named by its digest. */
const fileSchema = manifestSchema.extend({ manifests: z.array(manifestSchema).optional() })
type Manifest = z.infer<typeof manifestSchema>

const OWN_REGISTRY = 'registry.ollama.ai'
const DIGEST = /^sha256[:-]([0-9a-f]{64})$/i

/** Layers that are GGUF files. */
const wanted = ['model', 'projector', 'adapter'].map(
  (kind) => `application/vnd.ollama.image.${kind}`,
)

/**
 * Models in Ollama's store: manifests at `manifests/<registry>/<namespace>/<model>/<tag>`, newer ones
 * at `manifests-v2/…`, name files in `blobs`, which are called by their sha256. Layout:
 * `manifest/manifest.go` and `manifest/paths.go` of ollama/ollama.
 */
export async function listOllamaGroups(
  rootPath: string,
  { signal }: WalkLimits,
): Promise<FileGroup[]> {
  const groups = new Map<string, FileGroup>()
  for (const folder of ['manifests-v2', 'manifests'])
    for (const steps of await listManifests(join(rootPath, folder))) {
      signal.throwIfAborted()
      const name = toName(steps)
      const text = await readSmallFile(join(rootPath, folder, ...steps))
      const manifest = text === null ? null : await chooseManifest(rootPath, text)
      const files = (manifest?.layers ?? []).flatMap((layer) => toListedFile(rootPath, layer))
      if (text !== null && files.length > 0 && !groups.has(name))
        groups.set(name, { files, name, origin: toOrigin(steps, name, text) })
    }
  // The tag `latest` is another name for one that says more.
  return [...groups.values()].toSorted(
    (one, other) => Number(isLatest(one.name)) - Number(isLatest(other.name)),
  )
}

/** Registry, namespace, model and tag of each manifest. */
async function listManifests(folder: string): Promise<string[][]> {
  let paths: string[][] = [[]]
  for (let level = 0; level < 4; level += 1) {
    const next = paths.map(async (path) =>
      (await listNames(join(folder, ...path))).map((name) => [...path, name]),
    )
    paths = (await Promise.all(next)).flat()
  }
  return paths
}

function toName([registry = '', namespace = '', model = '', tag = '']: string[]): string {
  const owner = namespace === 'library' ? '' : `${namespace}/`
  return `${registry === OWN_REGISTRY ? owner : `${registry}/${namespace}/`}${model}:${tag}`
}

async function chooseManifest(rootPath: string, text: string): Promise<Manifest | null> {
  const file = parse(text)
  for (const each of file?.manifests ?? [file ?? {}]) {
    const hash = each.layers ? undefined : DIGEST.exec(each.digest ?? '')?.[1]
    const blob = hash ? await readSmallFile(blobPath(rootPath, hash)) : null
    const manifest = blob === null ? each : parse(blob)
    if (each.format === 'safetensors' || manifest?.format === 'safetensors') continue
    if (manifest?.layers?.some(({ mediaType }) => mediaType === wanted[0])) return manifest
  }
  return null
}

function parse(text: string) {
  try {
    return fileSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function toListedFile(rootPath: string, layer: z.infer<typeof layerSchema>): ListedFile[] {
  const sha256 = DIGEST.exec(layer.digest)?.[1]?.toLowerCase()
  if (!sha256 || !wanted.includes(layer.mediaType)) return []
  return [{ path: blobPath(rootPath, sha256), sha256 }]
}

const blobPath = (rootPath: string, sha256: string) => join(rootPath, 'blobs', `sha256-${sha256}`)

function toOrigin([registry]: string[], repository: string, text: string): ModelOrigin | null {
  if (registry !== OWN_REGISTRY) return null
  const digest = createHash('sha256').update(text).digest('hex')
  return { ref: { source: 'ollama', repository }, revision: `sha256:${digest}` }
}

const isLatest = (name: string | null) => name?.endsWith(':latest') ?? false
