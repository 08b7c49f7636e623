import { followRedirects } from '../../../network/follow-redirects.ts'
import type { HttpClient, HttpResponse } from '../../../network/http.ts'
import type { HubAccess } from '../../../network/hub-access.ts'
import { type FoundFile, findFile } from '../find-file.ts'
import { notFound } from '../hub-answers.ts'
import { toRefusal } from './refusal.ts'

/** Requests to the hub as it is set now, with the token for its own host. */
export interface HubRequests {
  /**
   * @param path below the endpoint, encoded, with its query
   * @throws CaratError `HUB_NOT_FOUND`, `HUB_ACCESS`, `HUB_FAILED` and those of HttpClient
   */
  get(path: string, repository: string, signal: AbortSignal): Promise<HttpResponse>
  /** @throws as `get`, and `REDIRECT_REFUSED` */
  find(path: string, repository: string, signal: AbortSignal): Promise<FoundFile>
  /** Without a slash at its end. */
  endpoint(): string
}

export function createHubRequests(http: HttpClient, access: HubAccess): HubRequests {
  async function prepare(path: string, repository: string) {
    const endpoint = access.endpoint('huggingface')
    const token = await access.token()
    const headers: Record<string, string> =
      token === null ? {} : { authorization: `Bearer ${token}` }
    const asked = { repository, endpoint, withToken: token !== null }
    return { url: new URL(endpoint + path), headers, asked }
  }

  return {
    endpoint: () => access.endpoint('huggingface'),
    async get(path, repository, signal) {
      const { asked, ...request } = await prepare(path, repository)
      const { response } = await followRedirects(http, { ...request, signal })
      if (response.status === 200) return response
      throw await toRefusal(response, asked)
    },
    async find(path, repository, signal) {
      const { asked, ...request } = await prepare(path, repository)
      return await findFile(http, { ...request, signal }, (response) => toRefusal(response, asked))
    },
  }
}

/**
 * A repository's name as a part of an address.
 *
 * @throws CaratError `HUB_NOT_FOUND` for what can be none, as it would lead elsewhere
 */
export function encodeName(repository: string): string {
  const steps = repository.split('/')
  const isName = steps.length <= 2 && steps.every((step) => /^(?!\.+$)[\w.-]{1,96}$/.test(step))
  if (!isName) throw notFound(repository)
  return repository
}
