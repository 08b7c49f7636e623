import { createHash } from 'node:crypto'
import type { Content } from './content.ts'
import type { Exchange, Route } from './exchange.ts'
import type { HubState } from './hub-state.ts'
import { refuseStorage } from './refusals.ts'
import { serveContent } from './serve-content.ts'

/**
 * The storage host: files by signed addresses, to whoever has one. As the real ones do, it turns a
 * request away that brings credentials of another kind, which shows every token that leaks.
 */
export const storageRoute: Route = (exchange) => {
  const { hub, request, url } = exchange
  if (request.headers.authorization) {
    return refuseStorage(exchange, 400, 'InvalidArgument', 'Only one auth mechanism allowed')
  }
  const checked = hub.signer.check(url)
  if ('refused' in checked) {
    const message = checked.refused === 'AccessDenied' ? 'Request has expired' : 'Wrong signature'
    return refuseStorage(exchange, 403, checked.refused, message)
  }
  const content = hub.stored.get(checked.sha256)
  if (!content) return refuseStorage(exchange, 404, 'NoSuchKey', 'No such key')
  const etag = storageEtag(hub, content)
  return serveContent(exchange, content, { ...(etag && { etag }) })
}

function storageEtag(hub: HubState, content: Content): string | null {
  if (hub.settings.cdnEtag === 'none') return null
  if (hub.settings.cdnEtag === 'linked') return `"${content.sha256}"`
  // Files that were stored in parts have a tag of this form, which is no hash of the whole.
  return `"${createHash('md5').update(content.sha256).digest('hex')}-7"`
}

/** A signed address for a file, good for as long as the settings say. */
export function signedAddress({ hub }: Exchange, content: Content): string {
  hub.stored.set(content.sha256, content)
  return hub.cdnEndpoint + hub.signer.sign(content.sha256, hub.settings.signatureSeconds)
}
