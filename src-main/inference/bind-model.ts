import type { EngineModel, EngineProcess, EngineReplyFacts, LoadedModel } from './engine.ts'

/**
 * A process as the model that is to be used now sees it: its sampling may have changed since the
 * load. `onFacts` hears of each reply that came to its end.
 */
export function bindModel(
  model: Pick<EngineModel, 'sampling'>,
  { contextSize, createLanguageModel, device, kind, memory }: EngineProcess,
  onFacts: (loaded: LoadedModel, facts: EngineReplyFacts) => void = () => {},
): LoadedModel {
  const loaded: LoadedModel = {
    kind,
    device,
    contextSize,
    memory,
    languageModel: (onPhase, conversationId) =>
      createLanguageModel({
        sampling: model.sampling,
        conversationId,
        onPhase,
        onFacts: (facts) => onFacts(loaded, facts),
      }),
  }
  return loaded
}
