import type { Failure } from '../../contract/errors.ts'

/** When a download that cannot go on tries again. */
export type RetryPlan =
  /** After so many milliseconds; `early` if the return of the network is reason to try at once. */
  | { kind: 'later'; milliseconds: number; early: boolean }
  /** When something has changed; that is looked for so often. */
  | { kind: 'look'; milliseconds: number }
  | { kind: 'never' }

const SECOND = 1000
/** A host that cannot be reached is tried often at first: networks mostly come back soon. */
const UNREACHABLE = { first: SECOND / 2, most: 4 * SECOND, patience: 30 }
const TROUBLED = { first: SECOND, most: 60 * SECOND, patience: 0 }
/** Tries for answers that mostly stay what they are. */
const MOST_DOUBTFUL = 3

const looks: Partial<Record<Failure['code'], number>> = {
  HUB_ACCESS: 20 * SECOND,
  OFFLINE: 2 * SECOND,
  FOLDER_UNAVAILABLE: 3 * SECOND,
  DOWNLOAD_NO_SPACE: 5 * SECOND,
  DISK_FULL: 5 * SECOND,
}

/**
 * What to do about a failure.
 *
 * @param fruitless how many failures came before it in a row without a byte between them
 * @param random 0 to 1, to keep many from coming back at the same moment
 */
export function planRetry(
  failure: Failure,
  fruitless: number,
  random: () => number = Math.random,
): RetryPlan {
  const backOff = ({ first, most, patience }: typeof TROUBLED, early: boolean): RetryPlan => {
    // Whoever has waited in vain for long waits like everyone else.
    const limit = fruitless < patience ? most : TROUBLED.most
    const milliseconds = Math.min(limit, first * 2 ** Math.min(fruitless, 20))
    return { kind: 'later', milliseconds: milliseconds * (0.75 + 0.25 * random()), early }
  }
  if (failure.code === 'HUB_BUSY')
    return { kind: 'later', milliseconds: failure.data.retrySeconds * SECOND, early: false }
  if (failure.code === 'HOST_UNREACHABLE')
    return backOff(['tls', 'clock'].includes(failure.data.reason) ? TROUBLED : UNREACHABLE, true)
  if (failure.code === 'HUB_FAILED') {
    const { status } = failure.data
    // A page where a file was asked for is often a network's own, before one has signed in.
    const passes = status >= 500 || status < 400 || status === 408 || status === 425
    return passes || fruitless < MOST_DOUBTFUL ? backOff(TROUBLED, true) : { kind: 'never' }
  }
  const look = looks[failure.code]
  return look === undefined ? { kind: 'never' } : { kind: 'look', milliseconds: look }
}
