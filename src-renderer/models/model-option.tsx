import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../src-main/contract/models.ts'
import { failureText } from '../i18n/failure-text.ts'
import { formatFileSize } from '../i18n/format.ts'
import { joinFacts } from '../i18n/join-words.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StatusDot } from '../ui/status-dot.tsx'
import { modelStateText, toneOf } from './model-state.ts'

interface ModelOptionProps {
  model: Model
  selected: boolean
  onChoose: () => void
}

/** One model of the picker: what it is, what it sees and how it stands. */
export function ModelOption({ model, selected, onChoose }: ModelOptionProps) {
  const { t, i18n } = useTranslation()
  const { state } = model
  const facts = [
    formatFileSize(model.bytes, i18n.language),
    t(model.pictures ? 'models.seesPictures' : 'models.textOnly'),
  ]
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={onChoose}
      className="flex w-full items-start gap-2 rounded-control px-2 py-2 text-start hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex size-5 shrink-0 items-center justify-center text-accent-ink">
        {selected ? <Check size={16} strokeWidth={2} aria-hidden /> : null}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span dir="auto" title={model.name} className="truncate font-medium">
            {model.name}
          </span>
          {model.demo ? (
            <span className="rounded-small bg-accent-soft px-1.5 text-small text-accent-ink">
              {t('models.demo')}
            </span>
          ) : null}
        </span>
        <span className="flex flex-wrap items-center gap-x-1.5 text-small text-ink-muted">
          {joinFacts(facts)}
          <StatusDot tone={toneOf[state.kind]} />
          {modelStateText(t, state, i18n.language)}
        </span>
        {model.demo ? (
          <span className="mt-1 block text-small text-ink-muted">{t('models.demoNotice')}</span>
        ) : null}
        {state.kind === 'loading' ? (
          <ProgressBar className="mt-2" label={t('models.loading')} fraction={state.fraction} />
        ) : null}
        {state.kind === 'failed' ? (
          <span className="mt-1 block text-small wrap-anywhere text-danger">
            {failureText(t, state.failure)}
          </span>
        ) : null}
      </span>
    </button>
  )
}
