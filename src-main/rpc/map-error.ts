import { ORPCError } from '@orpc/server'
import { log } from '../platform/log.ts'
import { toFailure } from '../platform/carat-error.ts'

/** Any thrown value as the typed error of its code; validation errors pass as they are. */
export function toRpcError(error: unknown): unknown {
  if (error instanceof ORPCError) return error
  const failure = toFailure(error)
  if (failure.code === 'INTERNAL') log.error({ error }, 'a call failed unexpectedly')
  return new ORPCError(failure.code, { defined: true, data: failure.data })
}
