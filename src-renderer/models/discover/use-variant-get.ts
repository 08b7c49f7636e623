import { useEffect, useRef, useState } from 'react'
import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { startDownload } from '../downloads/download-actions.ts'
import type { Access } from './access.ts'

type Attempt = { choice: ModelChoice } &
  /** Starts by itself as soon as there is access. */
  ({ kind: 'wanted' } | { kind: 'preparing' } | { kind: 'failed'; failure: WindowFailure })

interface VariantGet {
  /** The latest wish; null before the first and when it came true. */
  attempt: Attempt | null
  get: (choice: ModelChoice) => void
}

/**
 * Starts downloads from a repository. One that is asked for before there is access is kept and
 * starts by itself when there is; `first` was asked for before the repository was opened.
 */
export function useVariantGet(access: Access, first: ModelChoice | null): VariantGet {
  const [attempt, setAttempt] = useState<Attempt | null>(() =>
    first ? { kind: 'wanted', choice: first } : null,
  )
  const started = useRef<Attempt | null>(null)

  const start = async (choice: ModelChoice) => {
    setAttempt({ kind: 'preparing', choice })
    try {
      await startDownload(choice)
      setAttempt(null)
    } catch (error) {
      const failure = failureOf(error)
      // Access was lost meanwhile: the notice says what to do, and the wish is kept.
      if (failure.code === 'HUB_ACCESS') setAttempt({ kind: 'wanted', choice })
      else setAttempt({ kind: 'failed', choice, failure })
    }
  }

  const granted = access.kind === 'granted'
  useEffect(() => {
    // Once for each wish, so that a hub that refuses after all is not asked without end.
    if (!granted || attempt?.kind !== 'wanted' || started.current === attempt) return
    started.current = attempt
    void start(attempt.choice)
  }, [granted, attempt])

  return {
    attempt,
    get: (choice) => {
      if (granted) return void start(choice)
      setAttempt({ kind: 'wanted', choice })
      document.getElementById('gate')?.focus()
    },
  }
}
