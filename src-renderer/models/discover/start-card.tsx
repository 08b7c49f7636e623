import { useTranslation } from 'react-i18next'
import { useDownloads } from '../../rpc/downloads-store.ts'
import { useModels } from '../../rpc/models-store.ts'
import { useSettings } from '../../rpc/settings-store.ts'
import { openModels } from '../../state/view-store.ts'
import { Button } from '../../ui/button.tsx'
import { useFreshCatalogue } from './catalogue-store.ts'
import { FailureNote } from './failure-note.tsx'
import { GetButton } from './get-button.tsx'
import { recommendedFrom } from './recommended.ts'
import { useCatalogueGet } from './use-catalogue-get.ts'

/** Of an offer with its reason in two lines, whatever the density. */
const OFFER_HEIGHT =
  'h-[calc(7*var(--spacing)+3*var(--text-small--line-height)+var(--text-body--line-height)+2px)] shrink-0'

type RecommendedModel = NonNullable<ReturnType<typeof recommendedFrom>>

function Offer({ recommendation: { reason, fit }, model, entry }: RecommendedModel) {
  const { t } = useTranslation('discover')
  const { standing, preparing, failure, bytes, get } = useCatalogueGet(model, entry)
  const { totalBytes, availableBytes } = fit
  return (
    <section
      aria-label={t('start.title')}
      className="rounded-card border border-line bg-sunken px-4 py-3"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <h2 className="text-small font-medium text-ink-muted">{t('start.title')}</h2>
          <p className="text-body font-semibold">{model.name}</p>
        </div>
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
      <p className="mt-1 text-small text-ink-muted tabular-nums">
        {t(`recommendation.${reason}`, { totalBytes, availableBytes })}{' '}
        <button
          type="button"
          className="rounded-small text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
          onClick={() => openModels('discover')}
        >
          {t('start.also')}
        </button>
      </p>
      {failure ? (
        <div className="mt-2">
          <FailureNote failure={failure} onRetry={() => void get()} />
        </div>
      ) : null}
    </section>
  )
}

/** Whether only the built-in model is here, or answers while another has just come. */
function useOnlyDemo(): boolean {
  const models = useModels(({ snapshot }) => snapshot?.models)
  const selectedId = useSettings(({ settings }) => settings?.selectedModelId)
  const arrived = useDownloads(
    ({ downloads }) => downloads?.some(({ state }) => state.kind === 'done') ?? false,
  )
  if (!models) return false
  const answersDemo = models.some(({ id, demo }) => demo && id === selectedId)
  return models.every(({ demo }) => demo) || (answersDemo && arrived)
}

/**
 * Offers the model for this computer on the first start, with its download in place; nothing once
 * a real model answers.
 */
export function StartCard() {
  const { t } = useTranslation('discover')
  const needed = useOnlyDemo()
  const { catalogue } = useFreshCatalogue(needed)
  const recommended = catalogue && recommendedFrom(catalogue)
  if (!needed) return null
  // Its place is kept, so that nothing moves when the recommendation is known.
  if (!catalogue) return <div aria-hidden className={OFFER_HEIGHT} />
  if (recommended) return <Offer {...recommended} />
  return (
    <Button look="quiet" className="self-center" onClick={() => openModels('discover')}>
      {t('page.getMore')}
    </Button>
  )
}
