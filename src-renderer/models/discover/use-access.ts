import { useEffect, useState } from 'react'
import type { Repository } from '../../../src-main/contract/model-sources.ts'
import { rpc } from '../../rpc/client.ts'
import { useNetwork } from '../../rpc/network-store.ts'
import { type Access, watchAccess } from './access.ts'

/** Whether the files of a repository may be read, kept up to date while it is on view. */
export function useAccess({ ref, gate }: Pick<Repository, 'ref' | 'gate'>): Access {
  const { source, repository } = ref
  const [access, setAccess] = useState<Access>({ kind: 'checking' })
  // A token that is entered is tried at once.
  const hasToken = useNetwork(({ network }) => network?.token.present ?? false)
  useEffect(() => {
    if (gate === 'open') return undefined
    const closed = new AbortController()
    const check = (signal: AbortSignal) =>
      rpc.discovery.checkAccess({ source, repository }, { signal })
    void watchAccess(check, setAccess, closed.signal)
    return () => closed.abort()
  }, [gate, source, repository, hasToken])
  return gate === 'open' ? { kind: 'granted' } : access
}
