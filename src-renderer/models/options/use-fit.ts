import { useEffect, useRef, useState } from 'react'
import type { Fit } from '../../../src-main/contract/fit.ts'
import type { LoadOptions } from '../../../src-main/contract/load-options.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { pause } from '../../rpc/pause.ts'

/** A slider that is dragged asks once it rests. */
const REST_MS = 150

interface Answer {
  /** The options it was asked for, as text. */
  asked: string
  fit: Fit | null
  failure: WindowFailure | null
}

interface FitState extends Pick<Answer, 'fit' | 'failure'> {
  /** Figures for the options on view are still being computed; until then the earlier stay. */
  pending: boolean
}

/** Asks for the figures; rejects with the services' failure. */
export type AskFit = (options: LoadOptions, signal: AbortSignal) => Promise<Fit>

/**
 * What a model would take with these options. The first answer is asked for at once, later ones
 * when the options rest; of several answers only the last question's counts. `ask` stays the same
 * as long as the model does.
 */
export function useFit(options: LoadOptions, ask: AskFit): FitState {
  const [answer, setAnswer] = useState<Answer>({ asked: '', fit: null, failure: null })
  const begun = useRef(false)
  const asked = JSON.stringify(options)
  useEffect(() => {
    const replaced = new AbortController()
    const { signal } = replaced
    const find = async () => {
      const rest = begun.current ? REST_MS : 0
      begun.current = true
      await pause(rest, signal)
      if (signal.aborted) return
      try {
        const fit = await ask(JSON.parse(asked) as LoadOptions, signal)
        if (!signal.aborted) setAnswer({ asked, fit, failure: null })
      } catch (error) {
        if (!signal.aborted) setAnswer(({ fit }) => ({ asked, fit, failure: failureOf(error) }))
      }
    }
    void find()
    return () => replaced.abort()
  }, [ask, asked])
  return { fit: answer.fit, failure: answer.failure, pending: answer.asked !== asked }
}
