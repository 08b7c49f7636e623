import { create } from 'zustand'
import type { PresetKind } from '../../src-main/contract/presets.ts'
import { openSettings } from './view-store.ts'

interface Preset {
  kind: PresetKind
  id: string
  /** Nothing has been written in it yet, so it is nowhere but in its editor. */
  isNew?: boolean
}

interface EditedPreset {
  /** Whose editor is open in the settings; null for the list. */
  edited: Preset | null
  /** Whose editor was left last, for the focus to go back to its row. */
  leftId: string | null
}

export const useEditedPreset = create<EditedPreset>(() => ({ edited: null, leftId: null }))

/** Opens the editor of one, or goes back to the list for null. */
export const editPreset = (edited: Preset | null) =>
  useEditedPreset.setState((before) => ({ edited, leftId: before.edited?.id ?? null }))

/** Something was written in a new one: it is in its list now. */
export const noteWritten = (id: string) =>
  useEditedPreset.setState(({ edited }) =>
    edited?.id === id ? { edited: { kind: edited.kind, id } } : {},
  )

/** Opens the settings at the list, or at the editor of one. */
export function openPresets(kind: PresetKind, id: string | null) {
  useEditedPreset.setState({ edited: id === null ? null : { kind, id }, leftId: null })
  openSettings(kind === 'assistant' ? 'assistants' : 'prompts')
}
