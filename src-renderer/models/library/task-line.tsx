import { useTranslation } from 'react-i18next'
import type { Model, ModelTask } from '../../../src-main/contract/models.ts'
import { formatPercent, formatSpeed } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { timeLeftText } from '../time-left.ts'
import { stopTask } from './library-actions.ts'

/** Work on a model's files: how far it is, how fast, how long still, and a way to stop it. */
export function TaskLine({ model, task }: { model: Model; task: ModelTask }) {
  const { t } = useTranslation('library')
  const { t: app, i18n } = useTranslation()
  const { kind, doneBytes, totalBytes, bytesPerSecond, secondsLeft } = task
  const fraction = totalBytes > 0 ? doneBytes / totalBytes : null
  const words = [
    t(`task.${kind}`),
    fraction !== null && formatPercent(fraction, i18n.language),
    t('task.bytes', { doneBytes, totalBytes }),
    bytesPerSecond !== null && formatSpeed(bytesPerSecond, i18n.language),
    timeLeftText(app, secondsLeft),
  ]
  return (
    <div className="mt-1.5 flex items-end gap-3">
      <div className="min-w-0 flex-1 text-small text-ink-muted tabular-nums">
        {joinFacts(words)}
        <ProgressBar
          className="mt-1.5"
          label={`${t(`task.${kind}`)}: ${model.name}`}
          fraction={fraction}
        />
      </div>
      <Button className="h-7" onClick={() => void stopTask(model.id)}>
        {t('task.stop')}
      </Button>
    </div>
  )
}
