import { ORPCError } from '@orpc/client'
import type { Failure } from '../../src-main/contract/errors.ts'
import { failures } from '../../src-main/contract/errors.ts'
import { ConnectionLostError } from './connection.ts'

/** What a user can meet in the window: the services' failures, and not reaching them at all. */
export type WindowFailure = Failure | { code: 'CONNECTION_LOST'; data: Record<string, never> }

/** The failure the services named, or null if `error` is not one of the contract's. */
export function definedFailureOf(error: unknown): Failure | null {
  if (!(error instanceof ORPCError) || !(error.code in failures)) return null
  const code = error.code as Failure['code']
  const parsed = failures[code].safeParse(error.data)
  return parsed.success ? ({ code, data: parsed.data } as Failure) : null
}

/** Turns anything a call threw into a failure that has words. */
export function failureOf(error: unknown): WindowFailure {
  if (error instanceof ConnectionLostError) return { code: 'CONNECTION_LOST', data: {} }
  const detail = error instanceof Error ? error.message : String(error)
  return definedFailureOf(error) ?? { code: 'INTERNAL', data: { detail } }
}
