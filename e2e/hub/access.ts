import type { Token } from './accounts.ts'
import type { Exchange } from './exchange.ts'
import { refuse, refuseUnknown } from './refusals.ts'
import type { HubRepository } from './repository.ts'

/** The token a request brings: null without one, `'bad'` for one that nobody has. */
export function tokenOf({ request, hub }: Exchange): Token | null | 'bad' {
  const sent = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (sent === undefined) return null
  return hub.accounts.tokens.get(sent) ?? 'bad'
}

/** The repository a request may know of; answers the request itself when there is none. */
export function findRepository(exchange: Exchange, name: string): HubRepository | null {
  const token = tokenOf(exchange)
  if (token === 'bad') {
    refuse(exchange, 401, null, 'Invalid credentials in Authorization header')
    return null
  }
  const repository = exchange.hub.repositories.get(name)
  if (!repository || (repository.privateTo && token?.account !== repository.privateTo)) {
    refuseUnknown(exchange)
    return null
  }
  return repository
}

/** Whether files of a repository may be read; answers the request itself when not. */
export function mayRead(exchange: Exchange, repository: HubRepository): boolean {
  if (!repository.gate) return true
  const token = tokenOf(exchange)
  const { name } = repository
  if (!token || token === 'bad') {
    return !refuse(
      exchange,
      401,
      'GatedRepo',
      `Access to model ${name} is restricted. You must have access to it and be authenticated ` +
        'to access it. Please log in.',
    )
  }
  if (!token.readsGated) {
    return !refuse(
      exchange,
      403,
      null,
      'Please enable access to public gated repositories in your fine-grained token settings ' +
        'to view this repository.',
    )
  }
  const state = exchange.hub.accounts.licence(token.account, name)
  if (state === 'accepted') return true
  const message =
    state === 'pending'
      ? `Your request to access model ${name} is awaiting a review from the repo authors.`
      : `Access to model ${name} is restricted and you are not in the authorized list. ` +
        `Visit ${exchange.hub.endpoint}/${name} to ask for access.`
  return !refuse(exchange, 403, 'GatedRepo', message)
}
