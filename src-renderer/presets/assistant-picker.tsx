import { Popover } from '@base-ui/react/popover'
import { ChevronDown } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answering, choosePreset, useAnswering } from '../rpc/answering.ts'
import { usePresets } from '../rpc/presets-store.ts'
import { openPresets } from '../state/edited-preset.ts'
import { useOffer } from '../state/offers.ts'
import { Button } from '../ui/button.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { AssistantOption } from './assistant-option.tsx'
import { ConversationSampling } from './conversation-sampling.tsx'

/** What the user should know about the one who answers. */
function Notes({ assistant, model }: Answering) {
  const { t } = useTranslation('presets')
  const away = assistant?.modelId && model && model.id !== assistant.modelId
  if (!assistant?.removed && !away) return null
  return (
    <p className="px-3 pb-2 text-small text-ink-muted">
      {assistant?.removed ? t('assistants.removedNote', { name: assistant.name }) : null}{' '}
      {away ? t('assistants.modelAway', { name: model.name }) : null}
    </p>
  )
}

/** Shows who answers in a conversation, and lets the user choose another, and how. */
export function AssistantPicker({ chatId }: { chatId: string | null }) {
  const { t } = useTranslation('presets')
  const [open, setOpen] = useState(false)
  const descriptionId = useId()
  const pill = useRef<HTMLDivElement>(null)
  const answering = useAnswering(chatId)
  const { assistant, preset } = answering
  const assistants = usePresets(({ presets }) => presets?.assistants)
  const listed = assistants?.filter(({ id, removed }) => !removed || id === assistant?.id) ?? []

  useOffer('choose-assistant', () => setOpen(true))
  const choose = (assistantId: string | null) => {
    setOpen(false)
    // What was chosen for the one before need not suit this one.
    void orTellFailure(() => choosePreset(chatId, { assistantId, modelId: null }))
  }
  const manage = () => {
    setOpen(false)
    openPresets('assistant', null)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <div
        ref={pill}
        className="relative flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2 text-ui hover:bg-hover has-data-popup-open:bg-hover"
      >
        <Popover.Trigger
          aria-describedby={descriptionId}
          className="text-ink-faint outline-hidden after:absolute after:inset-0 after:rounded-control focus-visible:after:outline-2 focus-visible:after:outline-focus"
        >
          {t('assistants.button')}
        </Popover.Trigger>
        <span
          id={descriptionId}
          className={assistant ? 'max-w-40 truncate font-medium' : 'sr-only'}
        >
          {assistant?.name ?? t('assistants.none')}
        </span>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden className="text-ink-muted" />
      </div>
      <Popover.Portal>
        <Popover.Positioner anchor={pill} align="end" sideOffset={4} className="z-50">
          <Popover.Popup className="flex max-h-(--available-height) w-96 max-w-[calc(100vw-1rem)] flex-col rounded-overlay bg-raised text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="px-3 pt-3 pb-1 text-small font-medium text-ink-muted">
              {t('assistants.title')}
            </Popover.Title>
            <div className="min-h-0 overflow-y-auto">
              <div className="flex flex-col px-1 pb-1">
                <AssistantOption
                  name={t('assistants.plain')}
                  description={t('assistants.plainHint')}
                  selected={assistant === null}
                  onChoose={() => choose(null)}
                />
                {listed.map(({ id, instructions, name }) => (
                  <AssistantOption
                    key={id}
                    name={name}
                    description={instructions || t('assistants.noInstructions')}
                    selected={id === assistant?.id}
                    onChoose={() => choose(id)}
                  />
                ))}
              </div>
              <Notes {...answering} />
              <ConversationSampling
                answering={answering}
                onChange={(sampling) =>
                  void orTellFailure(() => choosePreset(chatId, { ...preset, sampling }))
                }
              />
            </div>
            <div className="flex items-center justify-between gap-2 border-t border-line p-1 ps-3">
              <p className="text-small text-ink-muted">{t('assistants.from')}</p>
              <Button look="quiet" onClick={manage}>
                {t('assistants.manage')}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
