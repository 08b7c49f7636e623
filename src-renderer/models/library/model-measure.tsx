import { useTranslation } from 'react-i18next'
import type { Measure, Model } from '../../../src-main/contract/models.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { timeLeftText } from '../time-left.ts'
import { formatRate } from './model-facts.ts'
import { useMeasurement } from './use-measurement.ts'

const engineNames: Record<Measure['engine'], string> = {
  text: 'node-llama-cpp',
  vision: 'llama.cpp server',
}

function MeasureWords({ measure }: { measure: Measure }) {
  const { t, i18n } = useTranslation('library')
  const { device, engine, measuredAt, promptTokens, timeToFirstTokenMs } = measure
  const rate = (tokensPerSecond: number) => formatRate(tokensPerSecond, i18n.language)
  return (
    <span className="me-3">
      {joinFacts([
        t('details.writes', { rate: rate(measure.outputTokensPerSecond) }),
        t('details.reads', { rate: rate(measure.promptTokensPerSecond) }),
        t('measure.first', { seconds: timeToFirstTokenMs / 1000, count: promptTokens }),
        t('measure.where', { engine: engineNames[engine], device }),
        new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(measuredAt),
      ])}
    </span>
  )
}

/** How fast a model was when it was measured here, and the button that measures it. */
export function ModelMeasure({ model }: { model: Model }) {
  const { t } = useTranslation('library')
  const { t: app } = useTranslation()
  const { event, failure, start, stop } = useMeasurement(model.id)
  if (event) {
    const fraction = event.kind === 'running' ? event.fraction : null
    const words = [
      t(event.kind === 'queued' ? 'measure.queued' : 'measure.running'),
      timeLeftText(app, event.kind === 'running' ? event.secondsLeft : null),
    ]
    return (
      <span className="flex h-6 items-center gap-3">
        <span className="min-w-0 truncate text-ink-muted">{joinFacts(words)}</span>
        <ProgressBar label={t('measure.running')} fraction={fraction} className="w-24! shrink-0" />
        <Button className="h-6! px-2! text-small!" onClick={stop}>
          {t('task.stop')}
        </Button>
      </span>
    )
  }
  return (
    <>
      {model.measure ? <MeasureWords measure={model.measure} /> : null}
      <Button
        className="h-6! px-2! text-small!"
        disabled={model.availability === 'missing'}
        onClick={start}
      >
        {t(model.measure ? 'measure.again' : 'measure.start')}
      </Button>
      {failure ? (
        <p role="alert" className="mt-1 text-danger">
          {failureText(app, failure)}
        </p>
      ) : null}
    </>
  )
}
