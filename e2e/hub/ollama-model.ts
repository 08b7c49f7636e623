import { createHash } from 'node:crypto'
import { type Content, contentOf } from './content.ts'

const LAYER = 'application/vnd.ollama.image'

/** One tag of a model in Ollama's registry. */
export interface OllamaModel {
  /** `namespace/name:tag`; the namespace of official models is `library`. */
  name: string
  layers: { mediaType: string; content: Content }[]
  /** The exact bytes of its manifest. */
  manifest: string
  /** sha256 of the manifest, which names this state of the tag. */
  digest: string
}

/**
 * Makes a model of layers with its manifest.
 *
 * Sources: Ollama's `server/internal/manifest/manifest.go` (layers, media types) and manifests of its
 * registry as found in model stores (schemaVersion 2, docker media types, config first).
 */
export function createOllamaModel(plan: {
  name: string
  family: string
  quantization: string
  weights: Content
  projector?: Content
  licence?: string
  parameters?: Record<string, unknown>
}): OllamaModel {
  const config = contentOf(
    JSON.stringify({
      model_format: 'gguf',
      model_family: plan.family,
      model_families: plan.projector ? [plan.family, 'clip'] : [plan.family],
      model_type: '1M',
      file_type: plan.quantization,
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [`sha256:${plan.weights.sha256}`] },
    }),
  )
  const layers = [
    { mediaType: `${LAYER}.model`, content: plan.weights },
    ...(plan.projector ? [{ mediaType: `${LAYER}.projector`, content: plan.projector }] : []),
    { mediaType: `${LAYER}.template`, content: contentOf('{{ .Prompt }}') },
    { mediaType: `${LAYER}.license`, content: contentOf(plan.licence ?? 'MIT License') },
    {
      mediaType: `${LAYER}.params`,
      content: contentOf(JSON.stringify(plan.parameters ?? { temperature: 0 })),
    },
  ]
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: entry('application/vnd.docker.container.image.v1+json', config),
    layers: layers.map(({ mediaType, content }) => entry(mediaType, content)),
  })
  return {
    name: plan.name,
    layers: [
      ...layers,
      { mediaType: 'application/vnd.docker.container.image.v1+json', content: config },
    ],
    manifest,
    digest: createHash('sha256').update(manifest).digest('hex'),
  }
}

const entry = (mediaType: string, content: Content) => ({
  mediaType,
  digest: `sha256:${content.sha256}`,
  size: content.bytes,
})
