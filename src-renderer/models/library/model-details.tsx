import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelRoot } from '../../../src-main/contract/models.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { Button } from '../../ui/button.tsx'
import { optionsSummary } from '../options/options-summary.ts'
import { formatRate } from './model-facts.ts'
import { ModelFiles } from './model-files.tsx'
import { ModelMeasure } from './model-measure.tsx'
import { ModelSource } from './model-source.tsx'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere select-text max-sm:mb-1.5">{children}</dd>
    </>
  )
}

interface ModelDetailsProps {
  model: Model
  root: ModelRoot | undefined
  onOptions: () => void
}

/** Everything known about a model, below its row. */
export function ModelDetails({ model, root, onOptions }: ModelDetailsProps) {
  const { t, i18n } = useTranslation('library')
  const { speed, state } = model
  const built = [
    model.architecture,
    model.layers !== null && t('details.layers', { count: model.layers }),
  ]
  return (
    <div className="flex flex-col gap-3 rounded-card bg-sunken p-3 text-small">
      <dl className="grid items-baseline gap-x-4 gap-y-1 tabular-nums sm:grid-cols-[auto_minmax(0,1fr)]">
        <Fact name={t('details.source')}>
          <ModelSource model={model} root={root} />
        </Fact>
        {root ? (
          <Fact name={t('details.folder')}>
            <bdi dir="ltr">{root.path}</bdi>
            <span className="text-ink-muted"> · {t(`kinds.${root.kind}`)}</span>
          </Fact>
        ) : null}
        <Fact name={t('details.architecture')}>{joinFacts(built)}</Fact>
        {state.kind === 'ready' ? (
          <Fact name={t('inMemory')}>
            {t('details.loaded', { device: state.device, count: state.contextSize })}
          </Fact>
        ) : null}
        {model.trainedContext === null ? null : (
          <Fact name={t('details.context')}>
            {t('details.tokens', { count: model.trainedContext })}
          </Fact>
        )}
        {speed ? (
          <Fact name={t('details.speed')}>
            {joinFacts([
              t('details.writes', { rate: formatRate(speed.outputTokensPerSecond, i18n.language) }),
              speed.promptTokensPerSecond !== null &&
                t('details.reads', {
                  rate: formatRate(speed.promptTokensPerSecond, i18n.language),
                }),
            ])}
          </Fact>
        ) : null}
        <Fact name={t('measure.title')}>
          <ModelMeasure model={model} />
        </Fact>
        <Fact name={t('details.options')}>
          <span className="me-3">{optionsSummary(t, model.options)}</span>
          <Button className="h-6! px-2! text-small!" onClick={onOptions}>
            {t('details.change')}
          </Button>
        </Fact>
      </dl>
      <ModelFiles model={model} />
    </div>
  )
}
