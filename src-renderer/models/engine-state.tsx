import { useTranslation } from 'react-i18next'
import type { VisionEngineState } from '../../src-main/contract/models.ts'
import { failureText } from '../i18n/failure-text.ts'
import { formatPercent } from '../i18n/format.ts'
import { joinFacts } from '../i18n/join-words.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StatusDot, type StatusTone } from '../ui/status-dot.tsx'
import { buildVisionEngine } from './choose-model.ts'
import { timeLeftText } from './time-left.ts'

const tones: Record<VisionEngineState['kind'], StatusTone> = {
  checking: 'idle',
  building: 'busy',
  ready: 'ready',
  missing: 'failed',
}

/** How the picture engine stands, in the model picker. */
export function EngineState({ engine }: { engine: VisionEngineState }) {
  const { t, i18n } = useTranslation()
  const words =
    engine.kind === 'building'
      ? [
          t('engine.building', { percent: formatPercent(engine.fraction, i18n.language) }),
          timeLeftText(t, engine.secondsLeft),
        ]
      : [t(`engine.${engine.kind}`)]
  return (
    <section className="border-t border-line px-3 py-2.5 text-small">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium">{t('engine.title')}</h3>
        <span className="flex items-center gap-1.5 text-ink-muted tabular-nums">
          <StatusDot tone={tones[engine.kind]} />
          {joinFacts(words)}
        </span>
      </div>
      {engine.kind === 'building' ? (
        <ProgressBar className="mt-2" label={t('engine.title')} fraction={engine.fraction} />
      ) : null}
      {engine.kind === 'missing' ? (
        <div className="mt-1.5 flex flex-col items-start gap-2">
          <p className="whitespace-pre-line wrap-anywhere text-ink-muted">
            {failureText(t, engine.failure)}
          </p>
          <Button onClick={() => void buildVisionEngine()}>{t('engine.tryAgain')}</Button>
        </div>
      ) : null}
    </section>
  )
}
