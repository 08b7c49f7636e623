import type { ClientContext, ClientLink } from '@orpc/client'

/** One connection to the services: a link for calls and two moments of its life. */
export interface Transport {
  link: ClientLink<ClientContext>
  /** Resolves when calls can be made; never rejects, `closed` tells of a failed start. */
  opened: Promise<void>
  /** Resolves once, when the connection is gone. */
  closed: Promise<void>
}
