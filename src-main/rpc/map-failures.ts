import { ORPCError, os } from '@orpc/server'
import { toFailure } from '../platform/carat-error.ts'
import { log } from '../platform/log.ts'

/** Any thrown value as the typed error of its code; validation errors pass as they are. */
function toRpcError(error: unknown): unknown {
  if (error instanceof ORPCError) return error
  const failure = toFailure(error)
  if (failure.code === 'INTERNAL') log.error({ error }, 'a call failed unexpectedly')
  return new ORPCError(failure.code, { defined: true, data: failure.data })
}

/** Lets every procedure throw CaratErrors, and the window receive them as values. */
export const mapFailures = os.middleware(async ({ next, signal }) => {
  try {
    return await next()
  } catch (error) {
    // Whoever asked has gone; nobody hears the answer.
    if (signal?.aborted) throw error
    throw toRpcError(error)
  }
})
