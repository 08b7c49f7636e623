import { useTranslation } from 'react-i18next'
import { choosePreset, useAnswering } from '../rpc/answering.ts'
import { usePresets } from '../rpc/presets-store.ts'
import { classNames } from '../ui/class-names.ts'
import { orTellFailure } from '../ui/tell-failure.ts'

/** Assistants of which there is room for all at once; the header has every one. */
const MOST = 6

/** At the start of a new conversation: whom to ask. Nothing while there is nobody to choose. */
export function StartAssistants() {
  const { t } = useTranslation('presets')
  const { assistant } = useAnswering(null)
  const assistants = usePresets(({ presets }) => presets?.assistants)
  const listed = assistants?.filter(({ removed }) => !removed) ?? []
  if (listed.length === 0) return null
  return (
    <div
      role="group"
      aria-label={t('assistants.choose')}
      className="flex flex-wrap justify-center gap-1.5"
    >
      {listed.slice(0, MOST).map(({ id, name }) => {
        const chosen = id === assistant?.id
        return (
          <button
            key={id}
            type="button"
            dir="auto"
            title={name}
            aria-pressed={chosen}
            className={classNames(
              'h-7 max-w-48 truncate rounded-full border px-3 text-ui transition-colors duration-100',
              chosen
                ? 'border-focus bg-accent-soft text-accent-ink'
                : 'border-line-strong text-ink-muted hover:bg-hover hover:text-ink',
            )}
            onClick={() =>
              void orTellFailure(() =>
                choosePreset(null, { assistantId: chosen ? null : id, modelId: null }),
              )
            }
          >
            {name}
          </button>
        )
      })}
    </div>
  )
}
