import { setTimeout as pause } from 'node:timers/promises'
import { type Exchange, sendText } from './exchange.ts'
import { refuseStorage } from './refusals.ts'

const portalPage =
  '<!doctype html><html><head><title>Welcome</title></head>' +
  '<body><h1>Please sign in to use this network</h1></body></html>'

/**
 * Lets a fault answer in place of the server.
 *
 * @returns true when there is nothing left to answer
 */
export async function applyFault(exchange: Exchange): Promise<boolean> {
  const { act, request, response } = exchange
  if (act.delayMs) await pause(act.delayMs)
  if (act.drop) {
    request.socket.destroy()
    return true
  }
  if (act.captivePortal) {
    return sendText(exchange, 200, portalPage, { 'content-type': 'text/html; charset=utf-8' })
  }
  if (act.expired) return refuseStorage(exchange, 403, 'AccessDenied', 'Request has expired')
  if (act.redirect) return redirect(exchange)
  if (act.mostParallel !== undefined && parallel(exchange) > act.mostParallel) {
    return refuseStorage(exchange, 403, 'AccessDenied', 'Too many requests for one file')
  }
  if (act.status !== undefined) {
    return sendText(exchange, act.status, act.body ?? '', { 'content-type': 'text/plain' })
  }
  return response.destroyed
}

/** How many requests for the same file are being answered, this one included. */
function parallel({ hub, log, url }: Exchange): number {
  const open = hub.requests
    .all()
    .filter((other) => other.server === log.server && other.ended === 'open')
  return open.filter((other) => other.path.split('?')[0] === decodeURIComponent(url.pathname))
    .length
}

/** Hops are counted in the query; after the last one the request is answered as it is. */
function redirect(exchange: Exchange): boolean {
  const { act, url, response } = exchange
  const { hops = 1, to, relative, loop } = act.redirect ?? {}
  const hop = Number(url.searchParams.get('hop') ?? 0)
  if (!loop && !to && hop >= hops) return false
  const next = new URL(url)
  next.searchParams.set('hop', String(loop ? hop % 2 : hop + 1))
  const target = to ?? (relative ? `${next.pathname}${next.search}` : next.href)
  sendText(exchange, 302, `Found. Redirecting to ${target}`, { location: target })
  return response.writableEnded
}
