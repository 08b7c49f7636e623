import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FullSampling, SamplingChoice } from '../../src-main/contract/sampling.ts'
import { joinFacts } from '../i18n/join-words.ts'
import type { Answering } from '../rpc/answering.ts'
import { SamplingFields } from '../ui/sampling-fields.tsx'

interface ConversationSamplingProps {
  answering: Answering
  onChange: (choice: SamplingChoice) => void
}

/** How freely the model writes in one conversation, folded until asked for. */
export function ConversationSampling({ answering, onChange }: ConversationSamplingProps) {
  const { t } = useTranslation('presets')
  const [open, setOpen] = useState(false)
  const { assistant, baseSampling, preset } = answering
  if (!baseSampling) return null
  const chosen = Object.entries(preset.sampling).map(([name, value]) =>
    t('sampling.chosen', {
      name: t(`sampling.names.${name as keyof FullSampling}`),
      value: value ?? t(name === 'seed' ? 'sampling.anew' : 'sampling.noLimit'),
    }),
  )
  const untouched = t(assistant ? 'sampling.untouched' : 'sampling.untouchedModel')
  return (
    <section className="border-t border-line px-1 py-1">
      <button
        type="button"
        aria-expanded={open}
        className="flex w-full items-start gap-2 rounded-control px-2 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
        onClick={() => setOpen(!open)}
      >
        <span className="flex size-5 shrink-0 items-center justify-center text-ink-muted">
          <ChevronRight
            size={16}
            strokeWidth={1.75}
            aria-hidden
            className={open ? 'rotate-90' : ''}
          />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{t('sampling.here')}</span>
          <span className="block text-small text-ink-muted">
            {chosen.length > 0 ? joinFacts(chosen) : untouched}
          </span>
        </span>
      </button>
      {open ? (
        <div className="px-2 pt-1 pb-1 ps-9">
          <SamplingFields
            choice={preset.sampling}
            base={baseSampling}
            resetLabel={t(assistant ? 'sampling.resetChoices' : 'sampling.reset')}
            onChange={onChange}
          />
        </div>
      ) : null}
    </section>
  )
}
