import type { Catalogue } from '../../../src-main/contract/catalogue.ts'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { rpc } from '../../rpc/client.ts'
import { catalogueChoice } from './choose-variant.ts'
import type { CatalogueEntry } from './use-catalogue-get.ts'
import { useFit } from './use-fit.ts'
import { useLoaded } from './use-loaded.ts'

export type JudgedModel = Catalogue['models'][number]

type Question = Pick<JudgedModel, 'inputs'> & Pick<CatalogueEntry, 'ref' | 'quantization'>

const findChoice = async (question: Question | null, signal: AbortSignal) =>
  question &&
  catalogueChoice(
    await rpc.discovery.repository(question.ref, { signal }),
    question,
    question.quantization,
  )

/**
 * How a model stands here when it comes from this publisher: the catalogue knows that of the first
 * one, for the others their files are asked. `failed` when that could not be found out.
 */
export function usePublisherFit(model: JudgedModel, index: number): Fit | 'asking' | 'failed' {
  const entry = index === 0 ? undefined : model.repositories[index]
  const question = entry && {
    inputs: model.inputs,
    ref: entry.ref,
    quantization: entry.quantization,
  }
  const { loaded } = useLoaded(question ?? null, findChoice)
  const answer = useFit(loaded.kind === 'ready' ? loaded.value : null)
  if (!entry) return model.fit
  if (answer?.kind === 'known') return answer.fit
  const unknown = loaded.kind === 'ready' && loaded.value === null
  return loaded.kind === 'failed' || unknown || answer?.kind === 'failed' ? 'failed' : 'asking'
}
