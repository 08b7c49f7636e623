import type { ContextRemedy } from '../../../src-main/contract/context.ts'
import type { Model } from '../../../src-main/contract/models.ts'
import { rpc } from '../../rpc/client.ts'
import type { DraftItem } from '../draft/draft.ts'
import { draftOf, editContext, replaceItems } from '../draft/draft-store.ts'

/** Where a remedy is applied. */
export interface RemedyTarget {
  draftKey: string
  parentId: string | null
  model: Pick<Model, 'id' | 'options' | 'state'>
}

/**
 * Does what the user chose to make room. Nothing that was sent is changed; what is left out is left
 * out of what the model reads from the next message on.
 *
 * @throws the services' failure, and the signal's reason; nothing is changed then
 */
export async function applyRemedy(
  remedy: ContextRemedy,
  { draftKey, model, parentId }: RemedyTarget,
  signal: AbortSignal,
): Promise<void> {
  switch (remedy.kind) {
    case 'drop-oldest':
      editContext(draftKey, remedy.choice)
      return
    case 'summarise': {
      if (parentId === null) return
      const input = { parentId, modelId: model.id, choice: remedy.choice }
      editContext(draftKey, await rpc.context.summarise(input, { signal }))
      return
    }
    case 'fewer-frames':
      replaceItems(draftKey, thinOut(draftOf(draftKey).items, remedy.frames))
      return
    case 'lower-detail':
      replaceItems(
        draftKey,
        draftOf(draftKey).items.map((item) =>
          item.kind === 'picture' ? { ...item, detail: 'fast' } : item,
        ),
      )
      return
    case 'larger-context': {
      const modelId = model.id
      const options = { ...model.options, contextSize: remedy.contextSize }
      await rpc.models.setOptions({ modelId, options })
      if (model.state.kind !== 'idle') await rpc.models.unload({ modelId })
      await rpc.models.load({ modelId })
    }
  }
}

/**
 * Clips with so many frames in all, taken evenly from those they have: the share of each clip stays
 * about the same, and each keeps one. What is taken out can be put back in the clip's editor.
 */
export function thinOut(items: readonly DraftItem[], frames: number): DraftItem[] {
  const all = items.reduce((sum, item) => sum + framesOf(item).length, 0)
  return items.map((item) => {
    if (item.kind !== 'clip' || !item.clip) return item
    const had = item.clip.frames
    const count = Math.max(1, Math.floor((had.length * frames) / all))
    const kept = Array.from(
      { length: count },
      (_, place) => had[Math.floor(((place + 0.5) * had.length) / count)]!,
    )
    const removed = [...(item.removed ?? []), ...had.filter((frame) => !kept.includes(frame))]
    return { ...item, clip: { ...item.clip, frames: kept }, removed }
  })
}

const framesOf = (item: DraftItem) => (item.kind === 'clip' ? (item.clip?.frames ?? []) : [])
