import type { Failure, FailureCode, FailureData } from '../contract/errors.ts'

/**
 * An expected failure on its way to the window: a code with typed data. Its message is for logs
 * only; the window makes the words.
 */
export class CaratError<Code extends FailureCode = FailureCode> extends Error {
  override readonly name = 'CaratError'
  readonly code: Code
  readonly data: FailureData<Code>

  constructor(code: Code, data: FailureData<Code>, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(data)}`, options)
    this.code = code
    this.data = data
  }
}

/** Whether a system's or SQLite's code says that there is no room, or no more for this user. */
const isFull = (code: unknown) =>
  typeof code === 'string' &&
  ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'].includes(code)

/** Any thrown value as a failure; what nobody expected becomes `INTERNAL`, a full disk its own code. */
export function toFailure(error: unknown): Failure {
  if (error instanceof CaratError) return { code: error.code, data: error.data } as Failure
  const code = typeof error === 'object' && error && 'code' in error ? error.code : undefined
  if (isFull(code)) return { code: 'DISK_FULL', data: {} }
  if (typeof code === 'string' && code.startsWith('SQLITE_CORRUPT'))
    return { code: 'DATABASE_DAMAGED', data: { detail: String((error as Error).message) } }
  return {
    code: 'INTERNAL',
    data: { detail: error instanceof Error ? error.message : String(error) },
  }
}

/** A stored or received failure as something to throw. */
export const fromFailure = (failure: Failure) =>
  new CaratError<FailureCode>(failure.code, failure.data)
