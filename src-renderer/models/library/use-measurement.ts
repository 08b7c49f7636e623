import { useEffect, useRef, useState } from 'react'
import type { MeasureEvent } from '../../../src-main/contract/models.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'

/** Measures a model while its details are open; the result arrives with the models. */
export function useMeasurement(modelId: string) {
  const [event, setEvent] = useState<MeasureEvent | null>(null)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const start = async () => {
    const mine = new AbortController()
    stop.current = mine
    setFailure(null)
    setEvent({ kind: 'queued' })
    try {
      for await (const next of await rpc.models.measure({ modelId }, { signal: mine.signal }))
        setEvent(next)
    } catch (error) {
      if (!mine.signal.aborted) setFailure(failureOf(error))
    }
    setEvent(null)
  }
  return { event, failure, start: () => void start(), stop: () => stop.current?.abort() }
}
