import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type PictureDetail, pictureDetails } from '../../src-main/contract/messages.ts'
import { type Assistant, PRESET_TEXT_LIMIT } from '../../src-main/contract/presets.ts'
import { mergeSampling } from '../../src-main/contract/sampling.ts'
import { useModels } from '../rpc/models-store.ts'
import { useSettings } from '../rpc/settings-store.ts'
import { NumberInput } from '../ui/number-input.tsx'
import { SamplingFields } from '../ui/sampling-fields.tsx'
import { SelectMenu } from '../ui/select-menu.tsx'
import { LongTextInput } from '../ui/long-text-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useSavedText } from '../ui/use-saved-text.ts'
import { Choice, EditorFrame, Field } from './editor-frame.tsx'
import { changeAssistant } from './preset-actions.ts'

const SELECTED = 'selected'
const USUAL_FRAMES = 12
const plainSampling = { temperature: 1, topK: 64, topP: 0.95, minP: 0 }

/** Everything about one assistant; what is written is stored by itself. */
export function AssistantEditor({ assistant }: { assistant: Assistant }) {
  const { t } = useTranslation('presets')
  const { t: chat } = useTranslation('chat')
  const nameId = useId()
  const instructionsId = useId()
  const nameField = useRef<HTMLInputElement>(null)
  const { clipFrames, id, modelId, pictureDetail, sampling } = assistant
  const change = (part: Partial<Omit<Assistant, 'id'>>) => void changeAssistant(id, part)
  const name = useSavedText(assistant.name, (text) => change({ name: text.trim() }), {
    mayBeEmpty: false,
  })
  const instructions = useSavedText(
    assistant.instructions,
    (text) => change({ instructions: text }),
    { mayBeEmpty: true },
  )
  const selectedId = useSettings(({ settings }) => settings?.selectedModelId)
  const models = useModels(({ snapshot }) => snapshot?.models) ?? []
  const here = models.filter(({ availability }) => availability === 'here')
  const model = here.find((one) => one.id === (modelId ?? selectedId))
  const own = model ? (model.options.sampling ?? model.recommendedSampling) : plainSampling
  useEffect(() => nameField.current?.select(), [])

  return (
    <EditorFrame>
      <Field id={nameId} label={t('assistants.name')}>
        <TextInput ref={nameField} id={nameId} maxLength={80} spellCheck {...name} />
      </Field>
      <Field
        id={instructionsId}
        label={t('assistants.instructions')}
        hint={t('assistants.instructionsHint')}
      >
        <LongTextInput
          id={instructionsId}
          maxLength={PRESET_TEXT_LIMIT}
          placeholder={t('assistants.instructionsPlaceholder')}
          {...instructions}
        />
      </Field>
      <Choice label={t('assistants.model')}>
        <SelectMenu
          label={t('assistants.model')}
          value={modelId ?? SELECTED}
          options={[
            { value: SELECTED, label: t('assistants.selectedModel') },
            ...here.map((one) => ({ value: one.id, label: one.name })),
            ...(modelId === null || here.some((one) => one.id === modelId)
              ? []
              : [{ value: modelId, label: t('assistants.goneModel') }]),
          ]}
          onChange={(chosen) => change({ modelId: chosen === SELECTED ? null : chosen })}
        />
      </Choice>
      <Choice label={t('assistants.detail')} hint={t('assistants.detailHint')}>
        <SelectMenu
          label={t('assistants.detail')}
          value={pictureDetail ?? 'usual'}
          options={[
            { value: 'usual', label: t('assistants.usual') },
            ...pictureDetails.map((value) => ({ value, label: chat(`detail.${value}`) })),
          ]}
          onChange={(chosen: PictureDetail | 'usual') =>
            change({ pictureDetail: chosen === 'usual' ? null : chosen })
          }
        />
      </Choice>
      <Choice label={t('assistants.frames')} hint={t('assistants.framesHint')}>
        {clipFrames === null ? null : (
          <NumberInput
            label={t('assistants.frames')}
            value={clipFrames}
            min={1}
            max={256}
            step={1}
            lessLabel={t('sampling.less')}
            moreLabel={t('sampling.more')}
            onChange={(frames) => change({ clipFrames: frames })}
          />
        )}
        <SelectMenu
          label={t('assistants.frames')}
          value={clipFrames === null ? 'usual' : 'own'}
          options={[
            { value: 'usual', label: t('assistants.framesUsual') },
            { value: 'own', label: t('assistants.framesOwn') },
          ]}
          onChange={(chosen) => change({ clipFrames: chosen === 'own' ? USUAL_FRAMES : null })}
        />
      </Choice>
      <section className="flex flex-col gap-2 border-t border-line pt-3">
        <h3 className="text-ui font-semibold">{t('sampling.title')}</h3>
        <SamplingFields
          choice={sampling}
          base={mergeSampling(own)}
          resetLabel={t('sampling.reset')}
          onChange={(choice) => change({ sampling: choice })}
        />
      </section>
    </EditorFrame>
  )
}
