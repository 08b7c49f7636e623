import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../../ui/number-input.tsx'
import { SegmentedChoice } from '../../../ui/segmented-choice.tsx'
import type { ClipSettings } from '../clip/clip-settings.ts'
import { countedBy, frameAmount, MOST_FRAMES, SLOWEST_RATE } from '../clip/clip-settings.ts'
import type { ClipSource } from '../clip/clip-source.ts'

const FASTEST_RATE = 60
const LARGEST_BUDGET = 65_536

interface PickSettingsProps {
  settings: ClipSettings
  source: ClipSource
  tokensPerFrame: number
  onChange: (settings: ClipSettings) => void
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="text-ui">{label}</span>
      <span className="flex flex-wrap items-center gap-2">{children}</span>
    </div>
  )
}

/** How many frames, where in the stretch, and the tokens that bound both. */
export function PickSettings({ settings, source, tokensPerFrame, onChange }: PickSettingsProps) {
  const { t } = useTranslation('chat')
  const { amount, budgetTokens, sampling } = settings
  const { durationSeconds, frameCount } = source
  const bounds = { tokensPerFrame, frameCount, durationSeconds }
  const { count, limit } = frameAmount(settings, bounds)
  const number = { lessLabel: t('clipEditor.less'), moreLabel: t('clipEditor.more') }
  return (
    <div className="flex min-w-[min(20rem,100%)] flex-1 flex-col gap-2">
      <Line label={t('clipEditor.amount')}>
        <SegmentedChoice
          label={t('clipEditor.amount')}
          value={amount.by}
          options={[
            { value: 'count', label: t('clipEditor.count') },
            { value: 'rate', label: t('clipEditor.perSecond') },
          ]}
          onChange={(by) => onChange(countedBy(settings, by, count))}
        />
        <NumberInput
          key={amount.by}
          {...number}
          label={t(`clipEditor.${amount.by}`)}
          value={amount.value}
          min={amount.by === 'count' ? 1 : SLOWEST_RATE}
          max={amount.by === 'count' ? MOST_FRAMES : FASTEST_RATE}
          step={amount.by === 'count' ? 1 : 0.5}
          onChange={(value) => onChange({ ...settings, amount: { ...amount, value } })}
        />
      </Line>
      <Line label={t('clipEditor.sampling')}>
        <SegmentedChoice
          label={t('clipEditor.sampling')}
          value={sampling}
          options={[
            { value: 'even', label: t('clipEditor.even') },
            { value: 'scenes', label: t('clipEditor.scenes') },
          ]}
          onChange={(chosen) => onChange({ ...settings, sampling: chosen })}
        />
      </Line>
      <Line label={t('clipEditor.budget')}>
        <NumberInput
          {...number}
          label={t('clipEditor.budget')}
          value={budgetTokens}
          min={tokensPerFrame}
          max={LARGEST_BUDGET}
          step={tokensPerFrame}
          onChange={(budget) => onChange({ ...settings, budgetTokens: Math.round(budget) })}
        />
      </Line>
      <p className="min-h-8 text-small text-ink-muted tabular-nums">
        {t('clipEditor.sum', { count, each: tokensPerFrame, total: count * tokensPerFrame })}
        {limit ? <span className="block">{t(`clipEditor.limit.${limit}`)}</span> : null}
      </p>
    </div>
  )
}
