import { useState } from 'react'
import type { SourceKind } from '../../src-main/contract/model-sources.ts'
import type { HostTest } from '../../src-main/contract/network.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf, type WindowFailure } from '../rpc/failure.ts'

export type TestOutcome =
  | { kind: 'none' }
  | { kind: 'running' }
  | { kind: 'done'; result: HostTest }
  | { kind: 'failed'; failure: WindowFailure }

/**
 * Tries a hub when asked to, once an address that was just entered is saved; what came out counts
 * only for the address that was tried.
 */
export function useHostTest(source: SourceKind, address: string) {
  const [tried, setTried] = useState<TestOutcome>({ kind: 'none' })
  const test = async (saved: Promise<unknown>) => {
    setTried({ kind: 'running' })
    try {
      await saved
      setTried({ kind: 'done', result: await rpc.network.test({ source }) })
    } catch (error) {
      setTried({ kind: 'failed', failure: failureOf(error) })
    }
  }
  const isOutdated = tried.kind === 'done' && tried.result.address !== address
  const outcome: TestOutcome = isOutdated ? { kind: 'none' } : tried
  return { outcome, test }
}
