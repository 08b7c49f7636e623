import { getCACertificates } from 'node:tls'
import { log } from '../platform/log.ts'

/**
 * Every authority this computer trusts, as PEM: those of the system, which companies that inspect
 * traffic add theirs to, those that come with Node, and those `NODE_EXTRA_CA_CERTS` names.
 */
export function systemCertificates(): string[] {
  const certificates = new Set<string>()
  for (const store of ['bundled', 'system', 'extra'] as const) {
    try {
      for (const certificate of getCACertificates(store)) certificates.add(certificate)
    } catch (error) {
      // A broken store of the system must not take the others with it.
      log.warn({ error, store }, 'certificates could not be read')
    }
  }
  return [...certificates]
}
