import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PRESET_TEXT_LIMIT, type Prompt } from '../../src-main/contract/presets.ts'
import { joinNames } from '../i18n/join-words.ts'
import { blanksOf, toBlanks } from '../i18n/prompt-words.ts'
import { LongTextInput } from '../ui/long-text-input.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useSavedText } from '../ui/use-saved-text.ts'
import { EditorFrame, Field } from './editor-frame.tsx'
import { changePrompt } from './preset-actions.ts'

/** One prompt: its name, its words and the places in them to fill in. */
export function PromptEditor({ prompt }: { prompt: Prompt }) {
  const { t, i18n } = useTranslation('presets')
  const nameId = useId()
  const textId = useId()
  const nameField = useRef<HTMLInputElement>(null)
  const name = useSavedText(
    prompt.name,
    (words) => void changePrompt(prompt.id, { name: words.trim() }),
    { mayBeEmpty: false },
  )
  const text = useSavedText(prompt.text, (words) => void changePrompt(prompt.id, { text: words }), {
    mayBeEmpty: false,
  })
  const blanks = blanksOf(text.value)
  const names = joinNames(blanks, i18n.language)
  useEffect(() => nameField.current?.select(), [])
  return (
    <EditorFrame>
      <Field id={nameId} label={t('prompts.name')}>
        <TextInput ref={nameField} id={nameId} maxLength={80} spellCheck {...name} />
      </Field>
      <Field
        id={textId}
        label={t('prompts.text')}
        hint={
          blanks.length > 0
            ? t('prompts.blanks', { names })
            : t('prompts.noBlanks', { example: toBlanks(t('prompts.exampleBlank')) })
        }
      >
        <LongTextInput id={textId} maxLength={PRESET_TEXT_LIMIT} className="min-h-40" {...text} />
      </Field>
    </EditorFrame>
  )
}
