import { useTranslation } from 'react-i18next'
import { failureText } from '../i18n/failure-text.ts'
import { formatPercent } from '../i18n/format.ts'
import { joinFacts } from '../i18n/join-words.ts'
import { useModels } from '../rpc/models-store.ts'
import { useSettings } from '../rpc/settings-store.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { buildVisionEngine } from './choose-model.ts'
import { NoticeCard } from '../ui/notice-card.tsx'
import { timeLeftText } from './time-left.ts'

/**
 * A slim bar above the composer while the picture engine is built or cannot be had; nothing if the
 * chosen model reads text only and so does not need it.
 */
export function EngineNotice() {
  const { t, i18n } = useTranslation()
  const snapshot = useModels((state) => state.snapshot)
  const modelId = useSettings((state) => state.settings?.selectedModelId)
  const engine = snapshot?.visionEngine
  const needed = snapshot?.models.find(({ id }) => id === modelId)?.pictures ?? false

  if (!needed || !engine || engine.kind === 'ready' || engine.kind === 'checking') return null
  if (engine.kind === 'building') {
    const percent = formatPercent(engine.fraction, i18n.language)
    const words = [t('engine.buildingNotice', { percent }), timeLeftText(t, engine.secondsLeft)]
    return (
      <NoticeCard>
        <p className="mb-1.5 tabular-nums">{joinFacts(words)}</p>
        <ProgressBar label={t('engine.title')} fraction={engine.fraction} />
      </NoticeCard>
    )
  }
  return (
    <NoticeCard
      actions={<Button onClick={() => void buildVisionEngine()}>{t('engine.tryAgain')}</Button>}
    >
      <p role="status" className="max-h-24 overflow-y-auto whitespace-pre-line wrap-anywhere">
        {failureText(t, engine.failure)}
      </p>
    </NoticeCard>
  )
}
