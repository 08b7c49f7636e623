import { useTranslation } from 'react-i18next'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { StepSlider } from '../../ui/step-slider.tsx'
import { contextSteps } from './context-steps.ts'
import type { OptionProps } from './option-props.ts'

interface ContextOptionProps extends OptionProps {
  trainedContext: number | null
  fit: Fit | null
}

/** How much the model can keep in mind; the slider's first place leaves the choice to Carat. */
export function ContextOption({ options, onChange, trainedContext, fit }: ContextOptionProps) {
  const { t } = useTranslation('library')
  const { contextSize } = options
  const steps = contextSteps(trainedContext, contextSize)
  const words =
    contextSize !== null
      ? t('details.tokens', { count: contextSize })
      : fit
        ? t('options.contextAutomatic', { count: fit.contextSize })
        : t('options.automatic')
  return (
    <div>
      <StepSlider
        label={t('options.context')}
        valueText={words}
        index={contextSize === null ? 0 : steps.indexOf(contextSize) + 1}
        steps={steps.length + 1}
        onChange={(index) => onChange({ contextSize: index === 0 ? null : steps[index - 1]! })}
      />
      <p className="text-small text-ink-muted">{t('options.contextHint')}</p>
    </div>
  )
}
