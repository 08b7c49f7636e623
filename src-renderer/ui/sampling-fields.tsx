import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  type FullSampling,
  LARGEST_SEED,
  type SamplingChoice,
} from '../../src-main/contract/sampling.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { NumberInput } from './number-input.tsx'

const fields: Record<
  keyof FullSampling,
  { min: number; max: number; step: number; start: () => number }
> = {
  temperature: { min: 0, max: 5, step: 0.1, start: () => 1 },
  topP: { min: 0, max: 1, step: 0.05, start: () => 0.95 },
  topK: { min: 0, max: 1000, step: 1, start: () => 40 },
  minP: { min: 0, max: 1, step: 0.01, start: () => 0 },
  repeatPenalty: { min: 0.5, max: 2, step: 0.05, start: () => 1 },
  seed: { min: 0, max: LARGEST_SEED, step: 1, start: () => Math.floor(Math.random() * 1e6) },
  maxTokens: { min: 1, max: 1_000_000, step: 64, start: () => 512 },
}
const names = [
  'temperature',
  'topP',
  'topK',
  'minP',
  'repeatPenalty',
  'seed',
  'maxTokens',
] as const satisfies readonly (keyof FullSampling)[]

/** The same choice without one of its parts. */
function without(choice: SamplingChoice, name: keyof FullSampling): SamplingChoice {
  const { [name]: _, ...rest } = choice
  return rest
}

interface SamplingFieldsProps {
  choice: SamplingChoice
  /** What counts where nothing is chosen. */
  base: FullSampling
  onChange: (choice: SamplingChoice) => void
  /** What the button that takes all choices back says. */
  resetLabel: string
}

/** How freely a model writes, number by number: what counts now, and what of it was chosen here. */
export function SamplingFields({ choice, base, onChange, resetLabel }: SamplingFieldsProps) {
  const { t } = useTranslation('presets')
  const words = (name: keyof FullSampling, value: number | null) =>
    value === null ? t(name === 'seed' ? 'sampling.anew' : 'sampling.noLimit') : String(value)
  return (
    <div className="flex flex-col gap-2">
      {names.map((name) => {
        const chosen = name in choice
        const value = chosen ? (choice[name] ?? null) : base[name]
        const { start, ...bounds } = fields[name]
        const label = t(`sampling.names.${name}`)
        const undo = (
          <span className="size-8 shrink-0">
            {chosen ? (
              <IconButton
                label={t('sampling.undo', { value: words(name, base[name]) })}
                icon={Undo2}
                onClick={() => onChange(without(choice, name))}
              />
            ) : null}
          </span>
        )
        return (
          <div key={name} className="flex min-h-8 items-center">
            <div className={`min-w-0 flex-1 ${chosen ? '' : 'text-ink-muted'}`}>
              {value === null ? (
                <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                  <span className="min-w-0 flex-1 basis-36">
                    <span className="text-ui">{label}</span>
                    <span className="block text-small text-pretty text-ink-muted max-sm:[word-break:normal]">
                      {t(`sampling.hints.${name}`)}
                    </span>
                  </span>
                  {chosen ? undo : null}
                  <span className="flex shrink-0 items-center gap-2">
                    {words(name, value)}
                    <Button
                      aria-label={`${t('sampling.set')}: ${label}`}
                      onClick={() => onChange({ ...choice, [name]: start() })}
                    >
                      {t('sampling.set')}
                    </Button>
                  </span>
                </div>
              ) : (
                <NumberInput
                  label={label}
                  labelShown
                  hint={t(`sampling.hints.${name}`)}
                  aside={undo}
                  value={value}
                  {...bounds}
                  wide={name === 'seed'}
                  lessLabel={t('sampling.less')}
                  moreLabel={t('sampling.more')}
                  onChange={(next) => {
                    if (next !== value) onChange({ ...choice, [name]: next })
                  }}
                />
              )}
            </div>
          </div>
        )
      })}
      <Button
        look="quiet"
        className="self-start px-2! -ms-2"
        disabled={Object.keys(choice).length === 0}
        onClick={() => onChange({})}
      >
        {resetLabel}
      </Button>
    </div>
  )
}
