import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FaultAct } from './faults.ts'
import type { HubState } from './hub-state.ts'
import type { HubRequest } from './request-log.ts'

/** One request with everything its answer depends on. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  /** Path segments, each decoded by itself, so that `%2F` is part of a name. */
  segments: string[]
  act: FaultAct
  log: HubRequest
  hub: HubState
}

/** Answers an exchange or says that it is another's. */
export type Route = (exchange: Exchange) => boolean | Promise<boolean>

/** Path segments as sent, without letting anything collapse `..`. */
export const segmentsOf = (path: string): string[] =>
  path
    .split('?')[0]!
    .split('/')
    .slice(1)
    .map((segment) => {
      try {
        return decodeURIComponent(segment)
      } catch {
        return segment
      }
    })

/** Sends a whole text and always answers true, so that a route can end with it. */
export function sendText(
  exchange: Exchange,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): true {
  const { response, log, act, request } = exchange
  const body = Buffer.from(text)
  writeHead(exchange, status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(body.length),
    ...headers,
  })
  log.sentBytes = request.method === 'HEAD' ? 0 : body.length
  if (act.end) response.destroy()
  else response.end(request.method === 'HEAD' ? undefined : body)
  return true
}

/** As `sendText`, for a JSON value. */
export const sendJson = (
  exchange: Exchange,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): true =>
  sendText(exchange, status, JSON.stringify(value), {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  })

/** Writes status and headers, with the headers a fault sets or takes away. */
export function writeHead(
  exchange: Exchange,
  status: number,
  headers: Record<string, string>,
): void {
  const { response, act, log } = exchange
  log.status = status
  for (const [name, value] of Object.entries({ ...headers, ...act.headers })) {
    if (value !== null) response.setHeader(name, value)
    else response.removeHeader(name)
  }
  response.writeHead(status)
  exchange.hub.requests.changed()
}
