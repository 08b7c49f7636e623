import type { HubRequest } from './request-log.ts'

/** Which requests a fault meets; all that is given must hold. */
export interface FaultMatch {
  server?: 'hub' | 'cdn'
  method?: string
  /** Source of a regular expression over the decoded path and query. */
  path?: string
  ranged?: boolean
  /** More than one byte is asked for, or the whole. */
  longRange?: boolean
  /** The asked range holds this byte of the file. */
  coversByte?: number
}

/** What happens to a request that is met; everything together where several are given. */
export interface FaultAct {
  delayMs?: number
  /** The connection is closed before any answer. */
  drop?: boolean
  /** Answers only this. */
  status?: number
  body?: string
  /** Set on the answer, whatever it is; null takes one away. */
  headers?: Record<string, string | null>
  /** A portal's own page, with status 200, in place of what was asked. */
  captivePortal?: boolean
  /** Sends the client away first: over `hops` addresses of this server, or to `to`. */
  redirect?: { hops?: number; to?: string; relative?: boolean; loop?: boolean }
  /** As if the address's signature were too old. */
  expired?: boolean
  /** 403 to every request for a file beyond so many at once. */
  mostParallel?: number
  /** Bytes a second on each connection. */
  bytesPerSecond?: number
  /** Ends the body early: closed in order, reset, or left open in silence for ever. */
  end?: { how: 'close' | 'reset' | 'stall'; afterBytes?: number; atOffset?: number }
  /** The byte at this offset of the file arrives inverted. */
  corruptAt?: number
  etag?: string
  /** Content-Range as given, or none. */
  contentRange?: string | null
  /** 200 and the whole file, whatever range was asked. */
  ignoreRange?: boolean
  /** Other bytes than asked, honestly labelled: the range moved by so many. */
  shiftRange?: number
  gzip?: boolean
  /** Declares a length that differs by so many bytes from what is sent. */
  lengthError?: number
  /** The file has other bytes now: another seed, the same length. */
  changed?: boolean
}

/**
 * One fault; `skip` requests it meets pass first, then it acts `times` times (always if not given).
 * Of several acts each is for one request, in order.
 */
export interface Fault {
  match: FaultMatch
  act: FaultAct | FaultAct[]
  skip?: number
  times?: number
}

/** A fault that was set; `hits` counts the requests it acted on. */
export interface ActiveFault extends Fault {
  id: number
  seen: number
  hits: number
}

/** All faults of a hub, in the order they were set. */
export interface FaultControl {
  add(fault: Fault): ActiveFault
  remove(id: number): void
  clear(): void
  list(): ActiveFault[]
  /** What happens to this request; counts it. Later faults win where two say different things. */
  take(request: HubRequest): FaultAct
}

export function createFaultControl(): FaultControl {
  let faults: ActiveFault[] = []
  let lastId = 0
  return {
    add(fault) {
      const active = { ...fault, id: ++lastId, seen: 0, hits: 0 }
      faults.push(active)
      return active
    },
    remove(id) {
      faults = faults.filter((fault) => fault.id !== id)
    },
    clear() {
      faults = []
    },
    list: () => faults,
    take(request) {
      const act: FaultAct = {}
      for (const fault of faults.filter((candidate) => meets(candidate.match, request))) {
        fault.seen++
        const acts = Array.isArray(fault.act) ? fault.act : null
        const late = fault.hits >= (fault.times ?? acts?.length ?? Infinity)
        if (fault.seen <= (fault.skip ?? 0) || late) continue
        Object.assign(act, acts ? acts[fault.hits] : fault.act)
        fault.hits++
      }
      return act
    },
  }
}

function meets(match: FaultMatch, request: HubRequest): boolean {
  if (match.server && match.server !== request.server) return false
  if (match.method && match.method !== request.method) return false
  if (match.path && !new RegExp(match.path).test(request.path)) return false
  const range = request.headers.range
  if (match.ranged !== undefined && match.ranged !== (range !== undefined)) return false
  if (match.longRange !== undefined && match.longRange === (range === 'bytes=0-0')) return false
  if (match.coversByte === undefined) return true
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? 'bytes=0-') ?? []
  if (from === undefined) return false
  return match.coversByte >= Number(from) && (!to || match.coversByte <= Number(to))
}
