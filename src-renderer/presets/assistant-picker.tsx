import { Bot } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answering, choosePreset, useAnswering } from '../rpc/answering.ts'
import { usePresets } from '../rpc/presets-store.ts'
import { openPresets } from '../state/edited-preset.ts'
import { useOffer } from '../state/offers.ts'
import { Button } from '../ui/button.tsx'
import { Picker } from '../ui/picker.tsx'
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
    <Picker
      label={t('assistants.button')}
      current={assistant?.name ?? t('assistants.none')}
      currentLook={assistant ? 'max-w-40 truncate font-medium' : 'sr-only'}
      icon={Bot}
      title={t('assistants.title')}
      open={open}
      onOpenChange={setOpen}
    >
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
    </Picker>
  )
}
