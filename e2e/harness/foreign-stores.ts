import { createHash } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { checkout } from './checkout.ts'

const demoFolder = resolve(checkout, 'resources/demo-model')
const weights = join(demoFolder, 'demo-vlm.gguf')
const projector = join(demoFolder, 'demo-vlm-mmproj.gguf')
const COMMIT = '0123456789abcdef0123456789abcdef01234567'

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

function put(from: string, to: string) {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

/** The cache of the Hugging Face libraries: blobs by hash, and links to them for each commit. */
export function makeHuggingFaceCache(homeFolder: string) {
  const folder = join(homeFolder, '.cache/huggingface/hub/models--carat-tests--cached-vision-GGUF')
  const snapshot = join(folder, 'snapshots', COMMIT)
  mkdirSync(snapshot, { recursive: true })
  mkdirSync(join(folder, 'refs'), { recursive: true })
  writeFileSync(join(folder, 'refs/main'), COMMIT)
  for (const [source, name] of [
    [weights, 'cached-vision-F16.gguf'],
    [projector, 'mmproj-cached-vision-F16.gguf'],
  ] as const) {
    const blob = join(folder, 'blobs', sha256(source))
    put(source, blob)
    symlinkSync(join('../../blobs', sha256(source)), join(snapshot, name))
  }
}

/** LM Studio's folder: publisher, repository, files. */
export function makeLmStudioStore(homeFolder: string) {
  const folder = join(homeFolder, '.lmstudio/models/carat-tests/studio-vision-GGUF')
  put(weights, join(folder, 'studio-vision-F16.gguf'))
  put(projector, join(folder, 'mmproj-studio-vision-F16.gguf'))
}

/** Ollama's store: a manifest that names blobs by their digests. */
export function makeOllamaStore(homeFolder: string) {
  const folder = join(homeFolder, '.ollama/models')
  const layer = (path: string, kind: string) => {
    const digest = sha256(path)
    put(path, join(folder, 'blobs', `sha256-${digest}`))
    return {
      mediaType: `application/vnd.ollama.image.${kind}`,
      digest: `sha256:${digest}`,
      size: statSync(path).size,
    }
  }
  const manifest = join(folder, 'manifests/registry.ollama.ai/library/pulled-vision/latest')
  mkdirSync(dirname(manifest), { recursive: true })
  const config = JSON.stringify({ model_format: 'gguf', model_family: 'gemma3' })
  const configDigest = createHash('sha256').update(config).digest('hex')
  const layers = [layer(weights, 'model'), layer(projector, 'projector')]
  writeFileSync(join(folder, 'blobs', `sha256-${configDigest}`), config)
  writeFileSync(
    manifest,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        digest: `sha256:${configDigest}`,
        size: config.length,
      },
      layers,
    }),
  )
}

/** Jan's data folder: one folder a model, described by `model.yml`. */
export function makeJanStore(homeFolder: string) {
  const models = 'llamacpp/models/carat-tests/jan-vision'
  const folder = join(homeFolder, '.local/share/Jan/data')
  put(weights, join(folder, models, 'model.gguf'))
  put(projector, join(folder, models, 'mmproj.gguf'))
  writeFileSync(
    join(folder, models, 'model.yml'),
    [
      `model_path: ${models}/model.gguf`,
      `mmproj_path: ${models}/mmproj.gguf`,
      'name: carat-tests/jan-vision',
      `size_bytes: ${statSync(weights).size}`,
      'embedding: false',
      '',
    ].join('\n'),
  )
}

/** A second name of the demo model's weights, alone, as a file somewhere else. */
export function makeLooseModel(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  copyFileSync(weights, path)
  return path
}
