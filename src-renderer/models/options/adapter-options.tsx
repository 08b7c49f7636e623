import { useTranslation } from 'react-i18next'
import type { Adapter, Model } from '../../../src-main/contract/models.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { NumberInput } from '../../ui/number-input.tsx'
import { TickBox } from '../../ui/tick-box.tsx'
import type { OptionProps } from './option-props.ts'

interface AdapterOptionsProps extends OptionProps {
  model: Model
  /** All of the library; those of other kinds of models are left out. */
  adapters: readonly Adapter[]
}

/** LoRA adapters for this kind of model, each with how strongly it changes it. */
export function AdapterOptions({ options, onChange, model, adapters }: AdapterOptionsProps) {
  const { t, i18n } = useTranslation('library')
  const chosen = options.adapters
  const fitting = adapters.filter(({ architecture }) => architecture === model.architecture)
  const gone = chosen.filter(({ adapterId }) => !adapters.some(({ id }) => id === adapterId))
  const known = [
    ...fitting.map(({ id, name, bytes }) => ({
      id,
      name,
      fact: formatFileSize(bytes, i18n.language),
    })),
    ...gone.map(({ adapterId }) => ({
      id: adapterId,
      name: adapterId,
      fact: t('options.adapterGone'),
    })),
  ]
  if (known.length === 0)
    return (
      <p className="text-small text-ink-muted">
        {t('options.adaptersNone', { architecture: model.architecture })}
      </p>
    )

  const choose = (adapterId: string, scale: number | null) => {
    const others = chosen.filter((adapter) => adapter.adapterId !== adapterId)
    onChange({ adapters: scale === null ? others : [...others, { adapterId, scale }] })
  }
  return (
    <ul aria-label={t('options.adapters')} className="flex flex-col gap-2">
      {known.map(({ id, name, fact }) => {
        const adapter = chosen.find(({ adapterId }) => adapterId === id)
        return (
          <li
            key={id}
            className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1"
          >
            <TickBox
              checked={adapter !== undefined}
              onChange={(checked) => choose(id, checked ? 1 : null)}
            >
              <span className="wrap-anywhere">{name}</span>{' '}
              <span className="text-small text-ink-muted">{fact}</span>
            </TickBox>
            {adapter ? (
              <NumberInput
                label={t('options.adapterScale', { name })}
                value={adapter.scale}
                min={-4}
                max={4}
                step={0.1}
                lessLabel={t('options.less')}
                moreLabel={t('options.more')}
                onChange={(scale) => choose(id, scale)}
              />
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
