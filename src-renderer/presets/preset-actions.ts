import type { Assistant, PresetKind, Prompt, StarterId } from '../../src-main/contract/presets.ts'
import { i18n } from '../i18n/i18n.ts'
import { toBlanks } from '../i18n/prompt-words.ts'
import { rpc } from '../rpc/client.ts'
import { usePresets } from '../rpc/presets-store.ts'
import { editPreset, noteWritten } from '../state/edited-preset.ts'
import { orTellFailure } from '../ui/tell-failure.ts'
import { perform } from '../ui/undo.ts'

const t = i18n.getFixedT(null, 'presets')

/** What an assistant is before anything is written in its editor. */
export const newAssistant = (id: string): Assistant => ({
  id,
  name: t('assistants.newName'),
  instructions: '',
  modelId: null,
  sampling: {},
  pictureDetail: null,
  clipFrames: null,
})

/** What a prompt is before anything is written in its editor. */
export const newPrompt = (id: string): Prompt => ({
  id,
  name: t('prompts.newName'),
  text: toBlanks(t('prompts.newText')),
})

/** Opens the editor of a new one, which is stored with the first thing that is written in it. */
export const addPreset = (kind: PresetKind) =>
  editPreset({ kind, id: crypto.randomUUID(), isNew: true })

type Change<Preset> = Partial<Omit<Preset, 'id'>>

/** The list with one changed, to show before the services have answered. */
const withChange = <Item extends { id: string }>(
  items: readonly Item[],
  id: string,
  change: Partial<NoInfer<Item>>,
) => items.map((item) => (item.id === id ? { ...item, ...change } : item))

/** Shows a change of an assistant at once and stores it, or the whole of a new one. */
export function changeAssistant(id: string, change: Change<Assistant>) {
  const { presets } = usePresets.getState()
  if (presets && !presets.assistants.some((one) => one.id === id)) {
    const assistant = { ...newAssistant(id), ...change }
    const assistants = [...presets.assistants, { ...assistant, removed: false }]
    usePresets.setState({ presets: { ...presets, assistants } })
    noteWritten(id)
    return orTellFailure(() => rpc.presets.saveAssistant(assistant))
  }
  usePresets.setState(({ presets }) => ({
    presets: presets && { ...presets, assistants: withChange(presets.assistants, id, change) },
  }))
  return orTellFailure(() => rpc.presets.changeAssistant({ id, change }))
}

/** Shows a change of a prompt at once and stores it, or the whole of a new one. */
export function changePrompt(id: string, change: Change<Prompt>) {
  const { presets } = usePresets.getState()
  if (presets && !presets.prompts.some((one) => one.id === id)) {
    const prompt = { ...newPrompt(id), ...change }
    usePresets.setState({ presets: { ...presets, prompts: [...presets.prompts, prompt] } })
    noteWritten(id)
    return orTellFailure(() => rpc.presets.savePrompt(prompt))
  }
  usePresets.setState(({ presets }) => ({
    presets: presets && { ...presets, prompts: withChange(presets.prompts, id, change) },
  }))
  return orTellFailure(() => rpc.presets.changePrompt({ id, change }))
}

const copyName = (name: string) => t('actions.copyOf', { name }).slice(0, 80)

/** Puts a copy below an assistant. */
export const duplicateAssistant = (assistant: Assistant) =>
  orTellFailure(() => {
    const { clipFrames, id: afterId, instructions, modelId, pictureDetail, sampling } = assistant
    const name = copyName(assistant.name)
    const copied = { clipFrames, instructions, modelId, name, pictureDetail, sampling }
    return rpc.presets.saveAssistant({ id: crypto.randomUUID(), ...copied, afterId })
  })

/** Puts a copy below a prompt, or at the end one of a prompt that came with Carat. */
export const duplicatePrompt = ({ id, name, text }: Prompt, own: boolean) =>
  orTellFailure(() =>
    rpc.presets.savePrompt({
      id: crypto.randomUUID(),
      name: own ? copyName(name) : name,
      text,
      afterId: own ? id : null,
    }),
  )

/** Takes one from its list and offers to bring it back. */
export const removePreset = (kind: PresetKind, { id, name }: { id: string; name: string }) =>
  perform({
    text: t(kind === 'assistant' ? 'assistants.removed' : 'prompts.removed', { name }),
    name,
    run: () => rpc.presets.remove({ kind, id }),
    undo: () => rpc.presets.restore({ kind, id }),
  })

export const movePreset = (kind: PresetKind, id: string, place: number) =>
  orTellFailure(() => rpc.presets.move({ kind, id, place }))

/** Takes a prompt that came with Carat from what is offered. */
export const hideStarter = (starterId: StarterId, name: string) =>
  perform({
    text: t('prompts.hiddenNow', { name }),
    name,
    run: () => rpc.presets.showStarter({ starterId, shown: false }),
    undo: () => rpc.presets.showStarter({ starterId, shown: true }),
  })

export const bringBackStarter = (starterId: StarterId) =>
  orTellFailure(() => rpc.presets.showStarter({ starterId, shown: true }))
