import { useEffect, useState } from 'react'
import type { Machine } from '../../../src-main/contract/fit.ts'
import { rpc } from '../../rpc/client.ts'

/** What this computer has for models, read when it is first needed; null until then. */
export function useMachine(): Machine | null {
  const [machine, setMachine] = useState<Machine | null>(null)
  useEffect(() => {
    const closed = new AbortController()
    rpc.models.machine(undefined, { signal: closed.signal }).then(
      (found) => {
        if (!closed.signal.aborted) setMachine(found)
      },
      // Without it the options that depend on the hardware are left out; the fit tells failures.
      () => undefined,
    )
    return () => closed.abort()
  }, [])
  return machine
}
