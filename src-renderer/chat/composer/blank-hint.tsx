import { useTranslation } from 'react-i18next'
import { blanksOf, nextBlank } from '../../i18n/prompt-words.ts'
import { useBlanks } from './blanks.ts'

interface BlankHintProps {
  draftKey: string
  text: string
  /** Somebody wanted to send it as it is. */
  held: boolean
}

/** Says which place of a prompt is to be filled in next. */
export function BlankHint({ draftKey, text, held }: BlankHintProps) {
  const { t } = useTranslation('presets')
  const names = useBlanks((state) => state.names[draftKey])
  const blank = names && nextBlank(text, names, 0)
  if (!blank) return <div role="status" />
  const left = blanksOf(text).filter((name) => names.includes(name)).length
  const words = held ? 'menu.blankLeft' : left > 1 ? 'menu.blankNext' : 'menu.blank'
  return (
    <div role="status">
      <p className={`px-3.5 pb-1 text-small ${held ? 'text-danger' : 'text-ink-muted'}`}>
        {t(words, { name: blank.name })}
      </p>
    </div>
  )
}
