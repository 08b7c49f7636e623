import { useMemo } from 'react'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { Model } from '../../src-main/contract/models.ts'
import {
  type Assistant,
  type ConversationPreset,
  plainPreset,
  type PresetsSnapshot,
} from '../../src-main/contract/presets.ts'
import { type FullSampling, mergeSampling } from '../../src-main/contract/sampling.ts'
import { useChatList } from './chat-list-store.ts'
import { rpc } from './client.ts'
import { useModels } from './models-store.ts'
import { usePresets } from './presets-store.ts'
import { useSettings } from './settings-store.ts'

interface NewPreset {
  preset: ConversationPreset
}

/** Who will answer in the conversation that is about to begin; a reload does not change it. */
const useNewPreset = create<NewPreset>()(
  persist((): NewPreset => ({ preset: plainPreset }), {
    name: 'carat.new-preset',
    storage: createJSONStorage(() => window.sessionStorage),
  }),
)

/** Who answers in a conversation; null for the new one. */
export function presetOf(chatId: string | null): ConversationPreset {
  if (chatId === null) return useNewPreset.getState().preset
  const chat = useChatList.getState().chats?.find(({ id }) => id === chatId)
  return chat?.preset ?? plainPreset
}

/** Chooses who answers from the next message on. @throws the services' failure */
export async function choosePreset(chatId: string | null, change: Partial<ConversationPreset>) {
  const preset = { ...presetOf(chatId), ...change }
  if (chatId === null) return useNewPreset.setState({ preset })
  useChatList.setState(({ chats }) => ({
    chats: chats && chats.map((chat) => (chat.id === chatId ? { ...chat, preset } : chat)),
  }))
  await rpc.chats.setPreset({ chatId, preset })
}

/** The next new conversation begins plainly again. */
export const forgetNewPreset = () => useNewPreset.setState({ preset: plainPreset })

/** The assistant of a preset, also one that was removed; null for none. */
export const assistantOf = (
  presets: PresetsSnapshot | null,
  { assistantId }: Pick<ConversationPreset, 'assistantId'>,
) => presets?.assistants.find(({ id }) => id === assistantId) ?? null

/** The first model that is asked for and can be used. */
function modelFor(
  models: readonly Model[],
  wanted: readonly (string | null | undefined)[],
): Model | undefined {
  const found = wanted.map((wantedId) =>
    models.find(({ id, availability }) => id === wantedId && availability === 'here'),
  )
  return found.find((model) => model !== undefined)
}

/** Who answers in a conversation, with all that was chosen for it. */
export interface Answering {
  preset: ConversationPreset
  assistant: (Assistant & { removed: boolean }) | null
  /** Everything that decides has come from the services; what is here before may change. */
  known: boolean
  /** Null while nothing is known or chosen; it may be of a model that is not here. */
  modelId: string | null
  model: Model | undefined
  /** The assistant has a model of its own, which can be answered instead of here. */
  ownModel: boolean
  /** What counts without any choice for the conversation; null without a model. */
  baseSampling: FullSampling | null
}

const noModels: readonly Model[] = []

/** Who answers in a conversation; null for the new one. */
export function useAnswering(chatId: string | null): Answering {
  const fresh = useNewPreset((state) => state.preset)
  const kept = useChatList(({ chats }) => chats?.find(({ id }) => id === chatId)?.preset)
  const preset = chatId === null ? fresh : (kept ?? plainPreset)
  const assistant = usePresets(({ presets }) => assistantOf(presets, preset))
  const selectedId = useSettings(({ settings }) => settings?.selectedModelId ?? null)
  const models = useModels(({ snapshot }) => snapshot?.models ?? noModels)
  const known = [
    useSettings(({ settings }) => settings !== null),
    useModels(({ snapshot }) => snapshot !== null),
    usePresets(({ presets }) => presets !== null),
    useChatList(({ chats }) => chatId === null || chats !== null),
  ].every(Boolean)
  return useMemo(() => {
    const model =
      modelFor(models, [preset.modelId, assistant?.modelId]) ??
      models.find(({ id }) => id === selectedId)
    const own = model && (model.options.sampling ?? model.recommendedSampling)
    return {
      preset,
      assistant,
      known,
      model,
      modelId: model?.id ?? selectedId,
      ownModel: (assistant?.modelId ?? null) !== null,
      baseSampling: own ? mergeSampling(own, assistant?.sampling ?? {}) : null,
    }
  }, [assistant, known, models, preset, selectedId])
}
