import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { pause } from '../../rpc/pause.ts'
import type { AskedModel } from '../draft/asked-model.ts'
import type { Draft } from '../draft/draft.ts'
import { useMeasures } from './context-store.ts'
import { measureDraft } from './measure-draft.ts'

/** Typing is measured when it pauses. */
const REST_MS = 200

/** The measure of a draft, kept up to date; the one before stays on view until the next is there. */
export function useMeasuredDraft(
  draftKey: string,
  draft: Draft,
  parentId: string | null,
  model: AskedModel | undefined,
  running: boolean,
) {
  const { t } = useTranslation('chat')
  const { context, items, text } = draft
  const modelState = model?.state.kind
  const options = model?.options
  const assistant = model?.assistant
  useEffect(() => {
    if (!model || running) return
    const stop = new AbortController()
    void pause(REST_MS, stop.signal).then(async () => {
      if (stop.signal.aborted) return
      // Without a measure the meter shows the one before; sending says what is wrong, if anything.
      await measureDraft({ draftKey, parentId, model, running }, t, stop.signal).catch(() => {})
    })
    return () => stop.abort()
    // The model is another object with every change in the library; these are what counts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [
    assistant,
    context,
    draftKey,
    items,
    model?.id,
    modelState,
    options,
    parentId,
    running,
    t,
    text,
  ])
  return useMeasures(({ measures }) => measures[draftKey])
}
