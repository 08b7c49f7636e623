import type { LibraryContext } from './library-context.ts'

/**
 * After an engine's crash the files of the model are no longer taken for right, so that the window
 * offers to check them: flipped bits are one cause.
 *
 * @param changes ids of models whose state changed
 */
export async function suspectCrashed(
  { engines, store }: LibraryContext,
  changes: AsyncIterable<string>,
): Promise<void> {
  for await (const modelId of changes) {
    const state = engines.stateOf(modelId)
    if (state.kind !== 'failed' || state.failure.code !== 'ENGINE_CRASHED') continue
    for (const file of store.find(modelId)?.files ?? [])
      if (file.check.state === 'ok') store.setCheck(modelId, file, { state: 'unchecked', at: null })
  }
}
