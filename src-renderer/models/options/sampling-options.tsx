import { useTranslation } from 'react-i18next'
import type { Sampling } from '../../../src-main/contract/load-options.ts'
import type { Model } from '../../../src-main/contract/models.ts'
import { NumberInput } from '../../ui/number-input.tsx'
import { SelectMenu } from '../../ui/select-menu.tsx'
import type { OptionProps } from './option-props.ts'
import { OptionRow } from './option-row.tsx'

const ranges: Record<keyof Sampling, { max: number; step: number }> = {
  temperature: { max: 5, step: 0.1 },
  topK: { max: 1000, step: 1 },
  topP: { max: 1, step: 0.05 },
  minP: { max: 1, step: 0.01 },
}
const names = ['temperature', 'topK', 'topP', 'minP'] as const

interface SamplingOptionsProps extends OptionProps {
  model: Model
}

/** How freely the model writes: as its makers recommend, or with numbers of one's own. */
export function SamplingOptions({ options, onChange, model }: SamplingOptionsProps) {
  const { t } = useTranslation('library')
  const { sampling } = options
  const recommended = model.recommendedSampling
  return (
    <>
      <OptionRow
        title={t('options.sampling.title')}
        hint={t('options.sampling.recommended', recommended)}
      >
        <SelectMenu
          label={t('options.sampling.title')}
          value={sampling ? 'own' : 'makers'}
          options={[
            { value: 'makers', label: t('options.sampling.makers') },
            { value: 'own', label: t('options.sampling.own') },
          ]}
          onChange={(next) => onChange({ sampling: next === 'own' ? recommended : null })}
        />
      </OptionRow>
      {sampling ? (
        <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
          {names.map((name) => (
            <NumberInput
              key={name}
              label={t(`options.sampling.names.${name}`)}
              labelShown
              hint={t(`options.sampling.hints.${name}`)}
              value={sampling[name]}
              min={0}
              max={ranges[name].max}
              step={ranges[name].step}
              lessLabel={t('options.less')}
              moreLabel={t('options.more')}
              onChange={(value) => onChange({ sampling: { ...sampling, [name]: value } })}
            />
          ))}
        </div>
      ) : null}
    </>
  )
}
