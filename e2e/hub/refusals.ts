import { type Exchange, sendJson, sendText } from './exchange.ts'

/**
 * Refusals of the Hugging Face hub: `X-Error-Code` and `X-Error-Message`, the same words as text on
 * the pages and as JSON below `/api`.
 *
 * Sources: huggingface_hub `utils/_http.py` (which codes clients tell apart) and recorded answers of
 * October 2026 to anonymous, signed-in, pending and unknown callers.
 */
export function refuse(
  exchange: Exchange,
  status: number,
  code: 'GatedRepo' | 'RepoNotFound' | 'RevisionNotFound' | 'EntryNotFound' | null,
  message: string,
): true {
  const headers = {
    ...(code && { 'x-error-code': code }),
    'x-error-message': message,
    ...(status === 401 && {
      'www-authenticate': 'Bearer realm="Authentication required", charset="UTF-8"',
    }),
  }
  if (exchange.segments[0] !== 'api') return sendText(exchange, status, message, headers)
  return sendJson(exchange, status, { error: message }, headers)
}

/** What callers without rights to know hear, and those who ask for what is not there. */
export const refuseUnknown = (exchange: Exchange): true =>
  exchange.request.headers.authorization
    ? refuse(exchange, 404, 'RepoNotFound', 'Repository not found')
    : refuse(exchange, 401, null, 'Invalid username or password.')

/** The storage host's own words, which are XML. */
export const refuseStorage = (
  exchange: Exchange,
  status: number,
  code: string,
  message: string,
): true =>
  sendText(
    exchange,
    status,
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    { 'content-type': 'application/xml' },
  )
