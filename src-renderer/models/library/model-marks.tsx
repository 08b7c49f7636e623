import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../src-main/contract/models.ts'
import { Badge } from '../../ui/badge.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'

/** What sets a model apart from the others at this moment, beside its name. */
export function ModelMarks({ model, selected }: { model: Model; selected: boolean }) {
  const { t } = useTranslation('library')
  const { t: app } = useTranslation()
  return (
    <>
      {model.demo ? <Badge look="accent">{app('models.demo')}</Badge> : null}
      {selected ? (
        <span className="inline-flex items-center gap-1 text-small text-accent-ink">
          <Check size={14} strokeWidth={2} aria-hidden />
          {t('selected')}
        </span>
      ) : null}
      {model.state.kind === 'ready' ? (
        <span className="inline-flex items-center gap-1.5 text-small text-ink-muted">
          <StatusDot tone="ready" />
          {t('inMemory')}
        </span>
      ) : null}
    </>
  )
}
