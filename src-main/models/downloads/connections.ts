import type { HttpResponse } from '../../network/http.ts'
import { CaratError } from '../../platform/carat-error.ts'
import type { FileLocation } from '../sources/model-source.ts'
import { type Address, strongTag } from './address.ts'
import { type AskedRange, checkAnswer } from './check-answer.ts'
import { createHandOut } from './hand-out.ts'
import { receiveBytes, type Receiver } from './receive-bytes.ts'
import type { Segment } from './segments.ts'
import type { Transfer, TransferOptions } from './transfer.ts'

/** How often in a row a request may bring nothing before something else is tried. */
const MOST_FRUITLESS = 2

/** How the fetching of a segment ended. */
type Ending =
  | { kind: 'fetched' }
  /** The host wants fewer connections. */
  | { kind: 'fewer' }
  /** Ranges are not to be had; the whole file may be, and may be what the host sends already. */
  | { kind: 'whole'; response: HttpResponse | null }

/**
 * Fetches all missing bytes once, over as many connections as the host allows: several where it
 * answers ranges as it should, one from the start of the file where it does not.
 *
 * @throws from `fetchMissing` CaratError `HUB_FAILED`, those of the address and of HttpClient; what the
 *   file system throws; the signal's reason
 */
export function createConnections(
  receiver: Receiver,
  address: Address,
  { bytes, sha256 }: Transfer,
  { connections = 4, http, signal }: TransferOptions,
) {
  const { part } = receiver
  const handOut = createHandOut(part)
  let allowed = Math.max(1, connections)
  let active = 0
  /** Whether this host has answered a range, so that more connections make sense. */
  let rangesSeen = false
  let tagsHold = true

  const ask = (place: FileLocation, range: AskedRange, within: AbortSignal) =>
    http.send({
      url: place.url,
      headers: {
        ...place.headers,
        ...(range.etag !== null && { 'if-range': range.etag }),
        range: `bytes=${range.from}-${range.to - 1}`,
      },
      signal: within,
    })

  async function fetchSegment(
    { from, to }: Segment,
    within: AbortSignal,
    onRange: () => void,
  ): Promise<Ending> {
    let stale: FileLocation | null = null
    let refusals = 0
    let fruitless = 0
    for (let at = from; at < to;) {
      const place: FileLocation | null = await address.get(stale).catch((error: unknown) => {
        // A host that wants fewer connections refuses this question, too; the others go on.
        if (refusals > 0 && active > 1 && isRefusal(error)) return null
        throw error
      })
      if (place === null) return { kind: 'fewer' }
      const range = { from: at, to, bytes, etag: tagsHold ? strongTag(place) : null }
      let broken: unknown = null
      try {
        const response = await ask(place, range, within)
        const answer = checkAnswer(response, range)
        if (answer.kind === 'whole' && !rangesSeen) return { kind: 'whole', response }
        if (answer.kind === 'range') {
          onRange()
          await receiveBytes(response.body, { from: at, to: answer.to }, receiver, within).finally(
            response.discard,
          )
        } else {
          response.discard()
          stale = place
          if (answer.kind === 'trouble') throw hubFailed(response, '')
          // With a published hash it is the hash that decides: storage may tag each copy in its way.
          if (sha256 !== null) tagsHold = false
          if (answer.kind === 'refused') refusals += 1
          if (refusals >= MOST_FRUITLESS && active === 1) throw hubFailed(response, '')
          if (refusals >= MOST_FRUITLESS) return { kind: 'fewer' }
        }
      } catch (error) {
        within.throwIfAborted()
        if (!isBroken(error)) throw error
        broken = error
      }
      const reached = part.writtenTo(at)
      fruitless = reached > at ? 0 : fruitless + 1
      if (reached > at) refusals = 0
      at = reached
      if (fruitless < MOST_FRUITLESS) continue
      if (broken) throw broken
      if (refusals === 0) return { kind: 'whole', response: null }
    }
    return { kind: 'fetched' }
  }

  /** One connection: segment after segment, until there are none or the host wants fewer of us. */
  async function work(within: AbortSignal, onRange: () => void): Promise<Ending> {
    active += 1
    try {
      for (;;) {
        within.throwIfAborted()
        if (active > allowed) return { kind: 'fewer' }
        const segment = handOut.take(allowed)
        if (!segment) return { kind: 'fetched' }
        const ending = await fetchSegment(segment, within, onRange).finally(() =>
          handOut.giveBack(segment),
        )
        if (ending.kind === 'whole') return ending
        if (ending.kind === 'fewer') allowed = 1
      }
    } finally {
      active -= 1
    }
  }

  /** The first connection shows whether there are ranges; then come the others. */
  async function fetchRanges(): Promise<Ending> {
    const ended = new AbortController()
    const within = AbortSignal.any([signal, ended.signal])
    const workers: Promise<void>[] = []
    const wholes: Ending[] = []
    const start = () =>
      workers.push(
        work(within, onRange).then(
          (ending) => {
            if (ending.kind !== 'whole') return
            wholes.push(ending)
            if (!ending.response) ended.abort(new Error('ranges are not to be had'))
          },
          (error: unknown) => ended.abort(error),
        ),
      )
    const onRange = () => {
      rangesSeen = true
      while (workers.length < allowed) start()
    }
    start()
    for (let at = 0; at < workers.length; at += 1) await workers[at]
    signal.throwIfAborted()
    const [whole] = wholes
    if (ended.signal.aborted && !whole) throw ended.signal.reason
    return whole ?? { kind: 'fetched' }
  }

  /** Reads the file from its start on one connection. */
  async function fetchWhole(begun: HttpResponse | null): Promise<void> {
    const place = await address.get(null)
    const { headers, url } = place
    const response = begun ?? (await http.send({ url, headers, signal }))
    try {
      const etag = tagsHold ? strongTag(place) : null
      const answer = checkAnswer(response, { from: 0, to: bytes, bytes, etag })
      if (answer.kind !== 'whole')
        throw hubFailed(response, answer.kind === 'odd' ? answer.detail : '')
      await receiveBytes(response.body, { from: 0, to: bytes }, receiver, signal)
      if (!part.isComplete()) throw hubFailed(response, 'the file ended early')
    } finally {
      response.discard()
    }
  }

  return {
    async fetchMissing(): Promise<void> {
      while (!part.isComplete()) {
        const ending = await fetchRanges()
        if (ending.kind === 'whole') await fetchWhole(ending.response)
      }
    },
  }
}

/** Connections that broke are made again; whatever else failed is for others to judge. */
const isBroken = (error: unknown) =>
  error instanceof CaratError &&
  error.code === 'HOST_UNREACHABLE' &&
  ['reset', 'stalled'].includes((error.data as { reason: string }).reason)

const isRefusal = (error: unknown) =>
  error instanceof CaratError &&
  error.code === 'HUB_FAILED' &&
  (error.data as { status: number }).status < 500

const hubFailed = ({ status, url }: HttpResponse, detail: string) =>
  new CaratError('HUB_FAILED', { host: url.host, status, detail })
