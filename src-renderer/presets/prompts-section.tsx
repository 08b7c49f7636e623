import { Plus } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { starterPrompts } from '../i18n/prompt-words.ts'
import { usePresets } from '../rpc/presets-store.ts'
import { editPreset, useEditedPreset } from '../state/edited-preset.ts'
import { Button } from '../ui/button.tsx'
import {
  addPreset,
  bringBackStarter,
  duplicatePrompt,
  hideStarter,
  movePreset,
  newPrompt,
  removePreset,
} from './preset-actions.ts'
import { PresetRow } from './preset-row.tsx'
import { PromptEditor } from './prompt-editor.tsx'

/** Settings: words to ask with again and again, the user's own and those that came with Carat. */
export function PromptsSection() {
  const { t } = useTranslation('presets')
  const ownId = useId()
  const startersId = useId()
  const presets = usePresets((state) => state.presets)
  const { edited, leftId } = useEditedPreset()
  if (!presets) return null
  const { hiddenStarters, prompts } = presets
  const open =
    edited?.kind === 'prompt' &&
    (prompts.find(({ id }) => id === edited.id) ?? (edited.isNew && newPrompt(edited.id)))
  if (open) return <PromptEditor key={open.id} prompt={open} />
  const move = (id: string, place: number) =>
    place < 0 || place >= prompts.length ? undefined : () => void movePreset('prompt', id, place)
  const starters = starterPrompts(t)
  const hidden = starters.filter(({ id }) => hiddenStarters.includes(id))
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-52 text-small text-ink-muted">
          {t('prompts.intro', { blank: '{{…}}' })}
        </p>
        <Button
          // The editor of a new one was left in which nothing was written.
          autoFocus={leftId !== null && !prompts.some(({ id }) => id === leftId)}
          onClick={() => addPreset('prompt')}
        >
          <Plus size={16} strokeWidth={1.75} aria-hidden />
          {t('prompts.add')}
        </Button>
      </div>
      <section aria-labelledby={ownId} className="flex flex-col gap-1">
        <h3 id={ownId} className="text-ui font-semibold">
          {t('prompts.list')}
        </h3>
        {prompts.length === 0 ? (
          <p className="text-ui text-ink-muted">{t('prompts.empty')}</p>
        ) : (
          <ul className="-mx-2.5 flex flex-col">
            {prompts.map((prompt, place) => (
              <PresetRow
                key={prompt.id}
                name={prompt.name}
                focused={prompt.id === leftId}
                description={prompt.text}
                onEdit={() => editPreset({ kind: 'prompt', id: prompt.id })}
                onDuplicate={() => void duplicatePrompt(prompt, true)}
                onRemove={() => void removePreset('prompt', prompt)}
                onUp={move(prompt.id, place - 1)}
                onDown={move(prompt.id, place + 1)}
              />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby={startersId} className="flex flex-col gap-1">
        <h3 id={startersId} className="text-ui font-semibold">
          {t('prompts.starters')}
        </h3>
        <ul className="-mx-2.5 flex flex-col">
          {starters
            .filter((starter) => !hidden.includes(starter))
            .map((starter) => (
              <PresetRow
                key={starter.id}
                name={starter.name}
                description={starter.text}
                onDuplicate={() => void duplicatePrompt(starter, false)}
                onHide={() => void hideStarter(starter.id, starter.name)}
              />
            ))}
        </ul>
      </section>
      {hidden.length > 0 ? (
        <section className="flex flex-col gap-1">
          <h3 className="text-ui font-semibold">{t('prompts.hidden')}</h3>
          <ul>
            {hidden.map(({ id, name }) => (
              <li key={id} className="flex items-center justify-between gap-4">
                <span dir="auto" className="truncate text-ink-muted">
                  {name}
                </span>
                <Button
                  aria-label={`${t('prompts.show')}: ${name}`}
                  look="quiet"
                  onClick={() => void bringBackStarter(id)}
                >
                  {t('prompts.show')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
