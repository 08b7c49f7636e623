import { useEffect } from 'react'
import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import { automaticLoadOptions } from '../../../src-main/contract/load-options.ts'
import { rpc } from '../../rpc/client.ts'
import { choiceNamed, createFitQueue, type FitAnswer, fitKey } from './fit-queue.ts'

const queue = createFitQueue((choice, signal) =>
  rpc.discovery.fit({ choice, options: automaticLoadOptions }, { signal }),
)

/** How a model will stand here; null while that is not known. Nothing is asked for a null choice. */
export function useFit(choice: ModelChoice | null): FitAnswer | null {
  const key = choice && fitKey(choice)
  const answer = queue.useAnswers((answers) => (key === null ? undefined : answers[key]))
  useEffect(() => {
    if (key === null) return undefined
    return queue.watch(choiceNamed(key))
  }, [key])
  return answer ?? null
}

/** Judges a model again. */
export const retryFit = (choice: ModelChoice) => queue.retry(choice)
