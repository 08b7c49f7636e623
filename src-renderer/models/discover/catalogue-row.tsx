import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { joinFacts } from '../../i18n/join-words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { catalogueFacts } from './catalogue-facts.ts'
import { FailureNote } from './failure-note.tsx'
import { FitBadge } from './fit-badge.tsx'
import { GetButton } from './get-button.tsx'
import { PublisherChoice } from './publisher-choice.tsx'
import { type CatalogueEntry, useCatalogueGet } from './use-catalogue-get.ts'
import { type JudgedModel, usePublisherFit } from './use-publisher-fit.ts'
import { wordsIn } from './words-in.ts'

function Marks({ model, entry }: { model: JudgedModel; entry: CatalogueEntry }) {
  const { t } = useTranslation('discover')
  return (
    <>
      {model.purpose === 'chat' ? null : <Badge>{t(`catalogue.purpose.${model.purpose}`)}</Badge>}
      {entry.quantizationAware ? (
        <Tooltip text={t('catalogue.qatHint')}>
          <span className="inline-flex">
            <Badge>{t('catalogue.qat')}</Badge>
          </span>
        </Tooltip>
      ) : null}
      {entry.gated ? (
        <Tooltip text={t('catalogue.gatedHint')}>
          <span className="inline-flex">
            <Badge look="accent">{t('catalogue.gated')}</Badge>
          </span>
        </Tooltip>
      ) : null}
    </>
  )
}

/** One model of the catalogue with the publisher it would come from. */
function Row({ model, entry, index, onPublisher }: RowProps) {
  const { t, i18n } = useTranslation('discover')
  const { standing, preparing, failure, bytes, get, look } = useCatalogueGet(model, entry)
  const fit = usePublisherFit(model, index)
  const judged = typeof fit === 'string' ? null : fit
  // One click must not bring a model that cannot run; its repository may hold a smaller one.
  const tooBig = judged?.verdict === 'too-big' && standing.kind === 'away'
  return (
    <li className="px-3 py-2.5">
      <div className="flex flex-col gap-x-5 gap-y-2 @2xl:flex-row @2xl:items-center">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2">
            <button
              type="button"
              className="rounded-small text-body font-medium underline decoration-transparent underline-offset-2 hover:decoration-line-strong"
              onClick={() => look()}
            >
              {model.name}
            </button>
            <Marks model={model} entry={entry} />
          </div>
          <p className="text-ui text-pretty text-ink-muted">
            {wordsIn(model.summary, i18n.language)}
          </p>
          <p className="text-small text-ink-faint tabular-nums">
            {joinFacts([...catalogueFacts(t, model, i18n.language), model.licence.name])}
            {' · '}
            <PublisherChoice model={model} index={index} onChange={onPublisher} />
          </p>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {judged ? (
            <FitBadge fit={judged} className="flex-1 basis-28 @2xl:flex-none @2xl:basis-44" />
          ) : (
            <p className="flex-1 basis-28 text-small text-ink-faint @2xl:flex-none @2xl:basis-44">
              {t(fit === 'failed' ? 'fit.failed' : 'fit.checking')}
            </p>
          )}
          {tooBig ? (
            <Button
              className="w-44"
              aria-label={`${t('catalogue.details')}: ${model.name}`}
              onClick={() => look()}
            >
              {t('catalogue.details')}
            </Button>
          ) : (
            <GetButton
              name={model.name}
              bytes={bytes}
              about
              standing={standing}
              preparing={preparing}
              look="outline"
              onGet={() => void get()}
            />
          )}
        </div>
      </div>
      {failure ? (
        <div className="mt-2">
          <FailureNote failure={failure} onRetry={() => void get()} />
        </div>
      ) : null}
    </li>
  )
}

interface RowProps {
  model: JudgedModel
  entry: CatalogueEntry
  index: number
  onPublisher: (index: number) => void
}

/** One model of the catalogue: what it is, how it would stand here, and how to get it. */
export function CatalogueRow({ model }: { model: JudgedModel }) {
  const [index, setIndex] = useState(0)
  const entry = model.repositories[index]
  if (!entry) return null
  // What went wrong with one publisher is not said of the next.
  return <Row key={index} model={model} entry={entry} index={index} onPublisher={setIndex} />
}
