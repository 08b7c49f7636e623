import { useCallback, useEffect, useState } from 'react'
import { useConnection } from '../../rpc/connection.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'

/** Something that is asked of the services once. */
export type Loaded<Value> =
  | { kind: 'loading' }
  | { kind: 'ready'; value: Value }
  | { kind: 'failed'; failure: WindowFailure }

/**
 * Asks when the question changes and lets go of the one before; `retry` asks again. A question that
 * failed because the services were away is asked again when they are back. `ask` must be the same
 * function each time, and the question plain data.
 */
export function useLoaded<Question, Value>(
  question: Question,
  ask: (question: Question, signal: AbortSignal) => Promise<Value>,
): { loaded: Loaded<Value>; retry: () => void } {
  const [attempt, setAttempt] = useState(0)
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  const key = JSON.stringify(question)
  const asked = `${attempt} ${key}`
  const [answer, setAnswer] = useState<{ to: string; loaded: Loaded<Value> } | null>(null)

  useEffect(() => {
    const replaced = new AbortController()
    const settle = (loaded: Loaded<Value>) => {
      if (!replaced.signal.aborted) setAnswer({ to: asked, loaded })
    }
    ask(JSON.parse(key) as Question, replaced.signal).then(
      (value) => settle({ kind: 'ready', value }),
      (error: unknown) => settle({ kind: 'failed', failure: failureOf(error) }),
    )
    return () => replaced.abort()
  }, [asked, key, ask])

  const loaded: Loaded<Value> = answer?.to === asked ? answer.loaded : { kind: 'loading' }
  const lost = loaded.kind === 'failed' && loaded.failure.code === 'CONNECTION_LOST'
  useEffect(() => {
    if (!lost) return undefined
    return useConnection.subscribe(({ state }) => {
      if (state === 'open') retry()
    })
  }, [lost, retry])

  return { loaded, retry }
}
