import { signedAddress } from './cdn.ts'
import { type Exchange, type Route, sendJson, sendText } from './exchange.ts'
import { serveContent } from './serve-content.ts'

/** Blobs below this size come from the registry itself. */
const SMALL = 64 * 1024

/**
 * Ollama's registry: `/v2/{namespace}/{name}/manifests/{tag}` and `…/blobs/sha256:…`.
 *
 * Sources: Ollama's `server/images.go` and `server/download.go` (Accept header, manifests also by
 * digest, blobs by HEAD and by ranged GET that follows one redirect to another host) and the error
 * envelope of the docker registry protocol it speaks.
 */
export const ollamaRegistry: Route = (exchange) => {
  const { segments } = exchange
  if (segments[0] !== 'v2') return false
  const [, namespace, name, what, last = ''] = segments
  if (what === 'manifests') return sendManifest(exchange, `${namespace}/${name}`, last)
  if (what === 'blobs') return sendBlob(exchange, `${namespace}/${name}`, last)
  return refuse(exchange, 404, 'UNSUPPORTED', 'page not found')
}

function sendManifest(exchange: Exchange, name: string, reference: string): true {
  const models = modelsOf(exchange, name)
  const model = models.find(
    (candidate) =>
      candidate.name === `${name}:${reference}` || `sha256:${candidate.digest}` === reference,
  )
  if (!model) return refuse(exchange, 404, 'MANIFEST_UNKNOWN', 'manifest unknown')
  return sendText(exchange, 200, model.manifest, {
    'content-type': 'application/vnd.docker.distribution.manifest.v2+json',
    'docker-content-digest': `sha256:${model.digest}`,
    'ollama-content-digest': model.digest,
  })
}

function sendBlob(exchange: Exchange, name: string, digest: string): boolean | Promise<boolean> {
  const layer = modelsOf(exchange, name)
    .flatMap((model) => model.layers)
    .find((candidate) => `sha256:${candidate.content.sha256}` === digest)
  if (!layer) return refuse(exchange, 404, 'BLOB_UNKNOWN', 'blob unknown to registry')
  if (layer.content.bytes < SMALL) {
    return serveContent(exchange, layer.content, { etag: `"${layer.content.sha256}"` })
  }
  const location = signedAddress(exchange, layer.content)
  return sendText(exchange, 307, '', { location })
}

const modelsOf = ({ hub }: Exchange, name: string) =>
  [...hub.ollamaModels.values()].filter((model) => model.name.startsWith(`${name}:`))

const refuse = (exchange: Exchange, status: number, code: string, message: string): true =>
  sendJson(exchange, status, { errors: [{ code, message, detail: {} }] })
