import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usualDetail } from '../../../src-main/contract/picture-views.ts'
import { pause } from '../../rpc/pause.ts'
import { rpc } from '../../rpc/client.ts'
import { useSettings } from '../../rpc/settings-store.ts'
import type { AskedModel } from '../draft/asked-model.ts'
import { type Draft, isReady } from '../draft/draft.ts'
import { partsOf } from '../draft/draft-parts.ts'
import { draftOf } from '../draft/draft-store.ts'
import { noteAhead } from './ahead-store.ts'

/** Pictures that are dropped one after the other are read together. */
const REST_MS = 200

/**
 * Has the model read what is attached and the turns before it while the question is being typed: so
 * its answer begins sooner. Read again when something else is attached, not with every word.
 */
export function useReadAhead(
  draftKey: string,
  draft: Draft,
  parentId: string | null,
  model: AskedModel | undefined,
  running: boolean,
): void {
  const { t } = useTranslation('chat')
  const { context, items } = draft
  const hasWords = draft.text.trim() !== ''
  const isAllowed = useSettings(({ settings }) => settings?.readAhead ?? false)
  const isWorthIt = items.length > 0 ? items.every(isReady) : parentId !== null && hasWords
  const isLoaded = model?.state.kind === 'ready'
  const { assistant, id: modelId, options } = model ?? {}
  /** What a model was loaded for: one that left memory since is not loaded again for the same. */
  const loadedFor = useRef('')
  useEffect(() => {
    if (!isWorthIt) loadedFor.current = ''
    if (!model || !isWorthIt || running || !isAllowed) return
    const wanted = [draftKey, modelId, ...items.map(({ key }) => key)].join(' ')
    if (!isLoaded && loadedFor.current === wanted) return
    loadedFor.current = wanted
    const stop = new AbortController()
    const read = async () => {
      await pause(REST_MS, stop.signal)
      if (stop.signal.aborted) return
      const parts = partsOf(draftOf(draftKey), t, usualDetail(model))
      const assistantId = model.assistant?.id ?? null
      const input = { parentId, modelId: model.id, parts, context, assistantId }
      for await (const { fraction } of await rpc.context.readAhead(input, { signal: stop.signal }))
        if (!stop.signal.aborted) noteAhead(draftKey, fraction)
    }
    // Nobody waits for it, and sending says what is wrong, if anything.
    void read().catch(() => {})
    return () => {
      stop.abort()
      noteAhead(draftKey, undefined)
    }
    // The model is another object with every change in the library; these are what counts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [
    assistant,
    context,
    draftKey,
    isAllowed,
    isLoaded,
    isWorthIt,
    items,
    modelId,
    options,
    parentId,
    running,
    t,
  ])
}
