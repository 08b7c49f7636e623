import type { FailureData } from '../../../contract/errors.ts'
import type { HttpResponse } from '../../../network/http.ts'
import { CaratError } from '../../../platform/carat-error.ts'
import { hubFailed, notFound } from '../hub-answers.ts'
import { hubHeaders } from './hub-shapes.ts'

type AccessReason = FailureData<'HUB_ACCESS'>['reason']

/** What was asked, as far as a refusal depends on it. */
export interface Asked {
  repository: string
  /** Without a slash at its end. */
  endpoint: string
  withToken: boolean
}

/**
 * What a refusal of the hub means. It tells its reasons apart by `X-Error-Code` (`GatedRepo`,
 * `RepoNotFound`, `RevisionNotFound`, `EntryNotFound`) and, where that is missing, by words in
 * `X-Error-Message` only: to callers without a token, what is private or unknown is 401 without a
 * code; a fine-grained token without the right to gated repositories is 403 without a code.
 */
export async function toRefusal(response: HttpResponse, asked: Asked): Promise<CaratError> {
  const text = await response.text(4096)
  const code = response.headers[hubHeaders.errorCode]
  const message = response.headers[hubHeaders.errorMessage] ?? text
  const reason = accessReason(response.status, code, message, asked.withToken)
  if (reason !== null) {
    const pageUrl = pageOf(asked, message)
    return new CaratError('HUB_ACCESS', { repository: asked.repository, reason, pageUrl })
  }
  const isUnknown = response.status === 404 || (response.status === 401 && !asked.withToken)
  return isUnknown || code?.endsWith('NotFound')
    ? notFound(asked.repository)
    : hubFailed(response, text)
}

function accessReason(
  status: number,
  code: string | undefined,
  message: string,
  withToken: boolean,
): AccessReason | null {
  if (status !== 401 && status !== 403) return null
  if (code !== undefined && code !== 'GatedRepo') return null
  if (!withToken) return code === 'GatedRepo' ? 'no-token' : null
  if (status === 401) return 'bad-token'
  if (/awaiting a review/i.test(message)) return 'licence-pending'
  if (/token settings|fine-grained|permission/i.test(message)) return 'token-scope'
  return code === 'GatedRepo' ? 'licence' : null
}

/**
 * The page to accept a licence on. Mirrors pass the hub's message on, which names the hub's own page;
 * nothing else out of a message is taken for an address.
 */
function pageOf({ endpoint, repository }: Asked, message: string): string {
  const own = `https://huggingface.co/${repository}`
  return message.includes(`${own} `) ? own : `${endpoint}/${repository}`
}
