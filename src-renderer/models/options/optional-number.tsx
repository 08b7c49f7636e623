import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../ui/number-input.tsx'
import { SelectMenu } from '../../ui/select-menu.tsx'
import { OptionRow } from './option-row.tsx'

interface OptionalNumberProps {
  title: string
  hint: string
  /** Null leaves the number to Carat. */
  value: number | null
  /** What `own` starts with. */
  start: number
  min: number
  max: number
  /** Words of the choices; `none` stands for 0 and is left out where that makes no sense. */
  words: { automatic: string; own: string; none?: string }
  onChange: (value: number | null) => void
}

/** A number that is Carat's to choose unless the user does. */
export function OptionalNumber(props: OptionalNumberProps) {
  const { title, hint, value, start, min, max, words, onChange } = props
  const { t } = useTranslation('library')
  const choice =
    value === null ? 'automatic' : value === 0 && words.none !== undefined ? 'none' : 'own'
  const options = [
    { value: 'automatic', label: words.automatic },
    ...(words.none === undefined ? [] : [{ value: 'none', label: words.none }]),
    { value: 'own', label: words.own },
  ]
  return (
    <OptionRow title={title} hint={hint}>
      <div className="flex items-center gap-2">
        {choice === 'own' ? (
          <NumberInput
            label={title}
            value={value ?? start}
            min={min}
            max={max}
            step={1}
            lessLabel={t('options.less')}
            moreLabel={t('options.more')}
            onChange={onChange}
          />
        ) : null}
        <SelectMenu
          label={title}
          value={choice}
          options={options}
          onChange={(next) =>
            onChange(next === 'automatic' ? null : next === 'none' ? 0 : Math.max(min, start))
          }
        />
      </div>
    </OptionRow>
  )
}
