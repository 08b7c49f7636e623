import { useTranslation } from 'react-i18next'
import { cacheTypes } from '../../../src-main/contract/load-options.ts'
import type { Machine } from '../../../src-main/contract/fit.ts'
import type { Model } from '../../../src-main/contract/models.ts'
import { SelectMenu } from '../../ui/select-menu.tsx'
import type { OptionProps } from './option-props.ts'
import { OptionRow } from './option-row.tsx'
import { OptionalNumber } from './optional-number.tsx'

interface ComputeOptionsProps extends OptionProps {
  model: Model
  machine: Machine | null
}

/** Where a model computes and how it keeps what it has read. */
export function ComputeOptions({ options, onChange, model, machine }: ComputeOptionsProps) {
  const { t } = useTranslation('library')
  const { cacheType, flashAttention } = options
  const layers = model.layers ?? 0
  const hasGpu = machine !== null && machine.backend !== 'cpu' && machine.gpus.length > 0
  const cores = machine?.physicalCores ?? 1
  return (
    <>
      <OptionRow title={t('options.cacheTitle')} hint={t(`options.cacheHint.${cacheType}`)}>
        <SelectMenu
          label={t('options.cacheTitle')}
          value={cacheType}
          options={cacheTypes.map((value) => ({ value, label: t(`options.cache.${value}`) }))}
          onChange={(next) => onChange({ cacheType: next })}
        />
      </OptionRow>
      {hasGpu && layers > 0 ? (
        <OptionalNumber
          title={t('options.gpuLayers')}
          hint={t('options.gpuLayersHint', { count: layers })}
          value={options.gpuLayers}
          start={layers}
          min={1}
          max={layers}
          words={{
            automatic: t('options.gpuLayersAutomatic'),
            none: t('options.gpuLayersNone'),
            own: t('options.own'),
          }}
          onChange={(gpuLayers) => onChange({ gpuLayers })}
        />
      ) : null}
      {machine?.gpuProblem ? (
        <p className="text-small wrap-anywhere text-ink-muted">
          {t('options.gpuProblem', { problem: machine.gpuProblem })}
        </p>
      ) : null}
      {machine ? (
        <OptionalNumber
          title={t('options.threads')}
          hint={t('options.threadsHint', { count: cores })}
          value={options.threads}
          start={Math.max(1, cores - 1)}
          min={1}
          max={cores}
          words={{ automatic: t('options.automatic'), own: t('options.own') }}
          onChange={(threads) => onChange({ threads })}
        />
      ) : null}
      <OptionRow title={t('options.flash')} hint={t('options.flashHint')}>
        <SelectMenu
          label={t('options.flash')}
          value={flashAttention}
          options={(['auto', 'on', 'off'] as const).map((value) => ({
            value,
            label: t(`options.flashValues.${value}`),
          }))}
          onChange={(next) => onChange({ flashAttention: next })}
        />
      </OptionRow>
    </>
  )
}
