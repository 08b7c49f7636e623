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

/** Tries a hub when asked to; what came out counts only for the address that was tried. */
export function useHostTest(source: SourceKind, address: string) {
  const [tried, setTried] = useState<{ address: string; outcome: TestOutcome } | null>(null)
  const test = async () => {
    const tell = (outcome: TestOutcome) => setTried({ address, outcome })
    tell({ kind: 'running' })
    try {
      tell({ kind: 'done', result: await rpc.network.test({ source }) })
    } catch (error) {
      tell({ kind: 'failed', failure: failureOf(error) })
    }
  }
  const outcome: TestOutcome = tried?.address === address ? tried.outcome : { kind: 'none' }
  return { outcome, test }
}
