import type { TFunction } from 'i18next'
import { usualDetail } from '../../../src-main/contract/picture-views.ts'
import { rpc } from '../../rpc/client.ts'
import type { AskedModel } from '../draft/asked-model.ts'
import { partsOf } from '../draft/draft-parts.ts'
import { draftOf } from '../draft/draft-store.ts'
import {
  keepMeasure,
  type Measured,
  signatureOf,
  tokensOfItems,
  useMeasures,
} from './context-store.ts'

/** Whose context a draft would fill. */
export interface MeasureTarget {
  draftKey: string
  /** Message it answers; null for the first. */
  parentId: string | null
  model: Pick<AskedModel, 'architecture' | 'assistant' | 'demo' | 'id' | 'options' | 'state'>
  /** A reply is being written; what it fills is counted when it ends. */
  running: boolean
}

/**
 * Measures a draft as it is now, unless that was done. Answers null while a reply is being written.
 *
 * @throws the services' failure, and the signal's reason
 */
export async function measureDraft(
  { draftKey, model, parentId, running }: MeasureTarget,
  t: TFunction<'chat'>,
  signal: AbortSignal,
): Promise<Measured | null> {
  if (running) return null
  const draft = draftOf(draftKey)
  const parts = partsOf(draft, t, usualDetail(model))
  const { context } = draft
  const { id: assistantId = null, instructions } = model.assistant ?? {}
  const answering = [model.options, assistantId, instructions]
  const modelState = `${model.state.kind} ${JSON.stringify(answering)}`
  const target = { parentId, modelId: model.id, modelState, running }
  const signature = signatureOf(target, parts, context)
  const known = useMeasures.getState().measures[draftKey]
  if (known?.signature === signature) return known
  const input = { parentId, modelId: model.id, parts, context, assistantId }
  const use = await rpc.context.measure(input, { signal })
  const measured = { signature, use, ...tokensOfItems(draft.items, use) }
  keepMeasure(draftKey, measured)
  return measured
}
