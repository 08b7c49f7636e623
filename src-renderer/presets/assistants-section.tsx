import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePresets } from '../rpc/presets-store.ts'
import { editPreset, useEditedPreset } from '../state/edited-preset.ts'
import { Button } from '../ui/button.tsx'
import { AssistantEditor } from './assistant-editor.tsx'
import {
  addPreset,
  duplicateAssistant,
  movePreset,
  newAssistant,
  removePreset,
} from './preset-actions.ts'
import { PresetRow } from './preset-row.tsx'

/** Settings: everybody who can be asked, in order. */
export function AssistantsSection() {
  const { t } = useTranslation('presets')
  const presets = usePresets((state) => state.presets)
  const { edited, leftId } = useEditedPreset()
  if (!presets) return null
  const listed = presets.assistants.filter(({ removed }) => !removed)
  const open =
    edited?.kind === 'assistant' &&
    (listed.find(({ id }) => id === edited.id) ?? (edited.isNew && newAssistant(edited.id)))
  if (open) return <AssistantEditor key={open.id} assistant={open} />
  const move = (id: string, place: number) =>
    place < 0 || place >= listed.length ? undefined : () => void movePreset('assistant', id, place)
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-52 text-small text-ink-muted">{t('assistants.intro')}</p>
        <Button
          // The editor of a new one was left in which nothing was written.
          autoFocus={leftId !== null && !listed.some(({ id }) => id === leftId)}
          onClick={() => addPreset('assistant')}
        >
          <Plus size={16} strokeWidth={1.75} aria-hidden />
          {t('assistants.add')}
        </Button>
      </div>
      {listed.length === 0 ? (
        <p className="rounded-card border border-dashed border-line-strong px-4 py-5 text-center text-ui text-balance text-ink-muted">
          {t('assistants.empty')}
        </p>
      ) : (
        <ul aria-label={t('assistants.list')} className="-mx-2.5 flex flex-col">
          {listed.map((assistant, place) => (
            <PresetRow
              key={assistant.id}
              name={assistant.name}
              focused={assistant.id === leftId}
              description={assistant.instructions || t('assistants.noInstructions')}
              onEdit={() => editPreset({ kind: 'assistant', id: assistant.id })}
              onDuplicate={() => void duplicateAssistant(assistant)}
              onRemove={() => void removePreset('assistant', assistant)}
              onUp={move(assistant.id, place - 1)}
              onDown={move(assistant.id, place + 1)}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
