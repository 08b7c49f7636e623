import { z } from 'zod'

/**
 * What Carat reads of Ollama's registry, which speaks the docker registry protocol. Sources: Ollama's
 * `manifest/manifest.go`, `manifest/layer.go`, `types/model/config.go`, `server/images.go`.
 */
export const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json'

export const layerTypes = {
  model: 'application/vnd.ollama.image.model',
  projector: 'application/vnd.ollama.image.projector',
  licence: 'application/vnd.ollama.image.license',
} as const

/** A blob's name, which is its hash; nothing else may become a part of an address. */
export const digestPattern = /^sha256:[0-9a-f]{64}$/

const layerSchema = z.object({
  mediaType: z.string(),
  digest: z.string().regex(digestPattern),
  size: z.number().int().min(0),
})
export type Layer = z.infer<typeof layerSchema>

export const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  config: layerSchema.nullish(),
  layers: z.array(layerSchema),
})

const text = z.string().nullish().catch(null)

/** The configuration blob: what `ollama show` prints. */
export const configSchema = z.object({
  model_family: text,
  /** Parameters in words, such as `4.3B`. */
  model_type: text,
  /** Kind of weights, such as `Q4_K_M`. */
  file_type: text,
  context_length: z.number().nullish().catch(null),
})
export type Config = z.infer<typeof configSchema>

const units: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 }

/** Parameters of a `model_type`, or null. */
export function readParameters({ model_type: words }: Config): number | null {
  const [, number, unit] = /^([\d.]+)\s*([KMBT])$/i.exec(words?.trim() ?? '') ?? []
  return number && unit ? Math.round(Number(number) * units[unit.toUpperCase()]!) : null
}

/** Beginnings of the licences of well-known models, and the ids they are known by. */
const licences: [RegExp, string][] = [
  [/^gemma terms of use/i, 'gemma'],
  [/^mit license/i, 'mit'],
  [/^apache license/i, 'apache-2.0'],
]

/** A licence's id, or else its first line. */
export function nameLicence(words: string): string | null {
  const first = words.split('\n').find((line) => line.trim() !== '')
  if (first === undefined) return null
  const title = first.replaceAll(/\s+/g, ' ').trim()
  return licences.find(([pattern]) => pattern.test(title))?.[1] ?? title.slice(0, 80)
}
