import { useTranslation } from 'react-i18next'
import { joinFacts } from '../../i18n/join-words.ts'
import type {
  Catalogue,
  CatalogueModel,
  Recommendation,
} from '../../../src-main/contract/catalogue.ts'
import { Button } from '../../ui/button.tsx'
import { ExternalLink } from '../../ui/external-link.tsx'
import { useMachine } from '../options/use-machine.ts'
import { catalogueFacts } from './catalogue-facts.ts'
import { loadCatalogue } from './catalogue-store.ts'
import { FailureNote } from './failure-note.tsx'
import { FitBadge } from './fit-badge.tsx'
import { GetButton } from './get-button.tsx'
import { machineWords } from './machine-words.ts'
import { recommendedFrom } from './recommended.ts'
import { type CatalogueEntry, useCatalogueGet } from './use-catalogue-get.ts'
import { wordsIn } from './words-in.ts'

interface RecommendedProps {
  recommendation: Recommendation
  model: CatalogueModel
  entry: CatalogueEntry
}

function Recommended({ recommendation: { reason, fit }, model, entry }: RecommendedProps) {
  const { t, i18n } = useTranslation('discover')
  const { standing, preparing, failure, bytes, get, look } = useCatalogueGet(model, entry)
  const { totalBytes, availableBytes } = fit
  return (
    <>
      <div className="flex flex-col gap-x-5 gap-y-3 @2xl:flex-row @2xl:items-center">
        <div className="min-w-0 flex-1">
          <button
            type="button"
            className="rounded-small text-title font-semibold underline decoration-transparent underline-offset-2 hover:decoration-line-strong"
            onClick={() => look()}
          >
            {model.name}
          </button>
          <p className="text-body text-pretty">
            {t(`recommendation.${reason}`, { totalBytes, availableBytes })}
          </p>
          <p className="mt-1 text-ui text-pretty text-ink-muted">
            {wordsIn(model.summary, i18n.language)}
          </p>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <FitBadge fit={fit} className="flex-1 basis-28 @2xl:flex-none @2xl:basis-44" />
          <GetButton
            name={model.name}
            bytes={bytes}
            about
            standing={standing}
            preparing={preparing}
            look="primary"
            onGet={() => void get()}
          />
        </div>
      </div>
      {failure ? (
        <div className="mt-2">
          <FailureNote failure={failure} onRetry={() => void get()} />
        </div>
      ) : null}
      <p className="mt-2 text-small text-ink-muted tabular-nums">
        {joinFacts(catalogueFacts(t, model, i18n.language))}
        {' · '}
        <ExternalLink href={model.licence.url}>{model.licence.name}</ExternalLink>
        {' · '}
        {t('catalogue.from', { publisher: entry.publisher })}
      </p>
    </>
  )
}

/** The one model to take on this computer, and why, in a sentence. */
export function RecommendationCard({ catalogue }: { catalogue: Catalogue }) {
  const { t, i18n } = useTranslation('discover')
  const machine = useMachine()
  const recommended = recommendedFrom(catalogue)
  return (
    <section
      aria-label={t('recommendation.title')}
      className="@container rounded-card border border-line bg-sunken px-4 py-3"
    >
      <h2 className="mb-1 text-small font-medium text-ink-muted">{t('recommendation.title')}</h2>
      {recommended ? (
        <Recommended {...recommended} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-body">{t('recommendation.none')}</p>
          <Button onClick={() => void loadCatalogue()}>{t('recommendation.lookAgain')}</Button>
        </div>
      )}
      <p className="mt-2 min-h-4 border-t border-line pt-2 text-small text-ink-muted tabular-nums">
        {machine ? machineWords(t, machine, i18n.language) : null}
        {machine?.gpuProblem ? (
          <span className="block wrap-anywhere">
            {t('recommendation.gpuProblem', { detail: machine.gpuProblem })}
          </span>
        ) : null}
      </p>
    </section>
  )
}
