import type { SourceKind } from '../contract/model-sources.ts'
import type { HostTest } from '../contract/network.ts'
import { CaratError, toFailure } from '../platform/carat-error.ts'
import { followRedirects } from './follow-redirects.ts'
import type { HttpClient, HttpResponse } from './http.ts'
import type { HubAccess } from './hub-access.ts'

/**
 * Asks a source something small that any of its kind can answer, and says how that went: a failure
 * names the step (name, connection, TLS, proxy, then the hub's own refusal). Never rejects, but with
 * the signal's reason.
 */
export async function trySource(
  http: HttpClient,
  access: HubAccess,
  source: SourceKind,
  signal: AbortSignal,
): Promise<HostTest> {
  const began = performance.now()
  let address = ''
  let host = ''
  const result = (failure: HostTest['failure'], account: string | null): HostTest => {
    const milliseconds = Math.round(performance.now() - began)
    return { address, host, failure, milliseconds, account }
  }
  try {
    const endpoint = access.endpoint(source)
    address = endpoint
    host = new URL(endpoint).host
    const account = await askers[source]({ http, access, endpoint, signal })
    return result(null, account)
  } catch (error) {
    signal.throwIfAborted()
    return result(toFailure(error), null)
  }
}

interface Question {
  http: HttpClient
  access: HubAccess
  endpoint: string
  signal: AbortSignal
}

const askers: Record<SourceKind, (question: Question) => Promise<string | null>> = {
  async huggingface(question) {
    const token = await question.access.token()
    const account = token === null ? null : await askAccount(question, token)
    if (account !== null) return account
    const models = await askJson(question, '/api/models?limit=1', token)
    if (!Array.isArray(models.value)) throw unexpected(models.response, 'no list of models')
    return null
  },
  async ollama(question) {
    const response = await ask(question, '/v2/', null)
    response.discard()
    // The registry protocol knows this address; servers of it answer 200, 401 or 404, but never a page.
    const isPage = response.headers['content-type']?.includes('html')
    if (response.status >= 500 || isPage) throw unexpected(response, 'not a registry')
    return null
  },
  async modelscope(question) {
    const page = await askJson(question, '/openapi/v1/models?page_number=1&page_size=1', null)
    if (!isObject(page.value) || page.value.success !== true)
      throw unexpected(page.response, 'no list of models')
    return null
  },
}

/**
 * Whose token it is; null when the server does not tell, as some mirrors. Not by @huggingface/hub,
 * which refuses tokens that do not begin with `hf_`, as those of other hubs.
 */
async function askAccount(question: Question, token: string): Promise<string | null> {
  const response = await ask(question, '/api/whoami-v2', token)
  const pageUrl = `${question.endpoint}/settings/tokens`
  if (response.status === 401 || response.status === 403) {
    response.discard()
    const reason = response.status === 401 ? 'bad-token' : 'token-scope'
    throw new CaratError('HUB_ACCESS', { repository: response.url.host, reason, pageUrl })
  }
  const answer: unknown = parseJson(await response.text())
  return response.status === 200 && isObject(answer) && typeof answer.name === 'string'
    ? answer.name
    : null
}

async function ask(
  { http, endpoint, signal }: Question,
  path: string,
  token: string | null,
): Promise<HttpResponse> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const url = new URL(endpoint + path)
  return (await followRedirects(http, { url, headers, signal })).response
}

async function askJson(question: Question, path: string, token: string | null) {
  const response = await ask(question, path, token)
  const value = parseJson(await response.text())
  if (response.status !== 200 || value === undefined)
    throw unexpected(response, response.headers['content-type'] ?? '')
  return { response, value }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const unexpected = ({ url, status }: HttpResponse, detail: string) =>
  new CaratError('HUB_FAILED', { host: url.host, status, detail })
