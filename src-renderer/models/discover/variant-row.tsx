import { ChevronRight } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { joinFacts, joinNames } from '../../i18n/join-words.ts'
import type { WindowFailure } from '../../rpc/failure.ts'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatRate } from '../library/model-facts.ts'
import { isComplete } from './choose-variant.ts'
import { FailureNote } from './failure-note.tsx'
import { GetButton } from './get-button.tsx'
import type { ExplainedVariant } from './group-variants.ts'
import { lossWords } from './quality-words.ts'
import { useStanding } from './standing.ts'
import { useFit } from './use-fit.ts'
import { useInView } from './use-in-view.ts'
import { VariantDetails } from './variant-details.tsx'
import { VariantFit } from './variant-fit.tsx'
import { wordsIn } from './words-in.ts'

interface VariantRowProps {
  explained: ExplainedVariant
  choice: ModelChoice
  /** Of the picture encoder that comes along; 0 for none. */
  projectorBytes: number
  /** The one to take if one does not know which. */
  suggested: boolean
  /** Files can be judged only if they may be read. */
  readable: boolean
  preparing: boolean
  failure: WindowFailure | null
  onGet: () => void
}

/** What a version is: its kind in plain words, with its bits and its loss in numbers. */
function Facts({ explained, fit }: { explained: ExplainedVariant; fit: Fit | null }) {
  const { t, i18n } = useTranslation('discover')
  const { variant, explanation, bits } = explained
  const { missingParts, files } = variant
  const facts = [
    bits !== null && t('repository.bits', { count: bits }),
    lossWords(t, explanation, i18n.language),
    fit?.tokensPerSecond &&
      t('repository.speed', { rate: formatRate(fit.tokensPerSecond, i18n.language) }),
    files.length > 1 && t('repository.parts', { count: files.length }),
  ]
  return (
    <>
      {explanation ? (
        <p className="text-ui text-pretty text-ink-muted">
          {wordsIn(explanation.quantization.summary, i18n.language)}
        </p>
      ) : null}
      <p className="text-small text-ink-faint tabular-nums">{joinFacts(facts)}</p>
      {missingParts.length > 0 ? (
        <p className="text-small wrap-anywhere text-danger">
          {t('repository.missing', {
            count: missingParts.length,
            list: joinNames(missingParts, i18n.language),
          })}
        </p>
      ) : null}
    </>
  )
}

/** One version of a model, judged for this computer when it comes into view. */
export function VariantRow(props: VariantRowProps) {
  const { explained, choice, projectorBytes, suggested, readable, preparing, failure, onGet } =
    props
  const { t } = useTranslation('discover')
  const { variant } = explained
  const row = useRef<HTMLLIElement>(null)
  const detailsId = useId()
  const [open, setOpen] = useState(false)
  const usable = isComplete(variant)
  const inView = useInView(row)
  const answer = useFit(usable && readable && inView ? choice : null)
  const standing = useStanding({ ref: choice.ref, label: variant.label, variantId: variant.id })
  const fit = answer?.kind === 'known' ? answer.fit : null
  const advised = suggested && fit?.verdict !== 'too-big'
  return (
    <li ref={row} data-variant={variant.id}>
      <div className="flex flex-col gap-x-5 gap-y-2 px-3 py-2.5 @2xl:flex-row @2xl:items-center">
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="-ms-1 flex flex-wrap items-center gap-x-2">
            <button
              type="button"
              aria-expanded={open}
              aria-controls={detailsId}
              className="flex min-w-0 items-center gap-1 rounded-control pe-1 text-start hover:bg-hover"
              onClick={() => setOpen(!open)}
            >
              <ChevronRight
                size={16}
                strokeWidth={1.75}
                aria-hidden
                className={classNames(
                  'shrink-0 text-ink-faint transition-transform duration-100',
                  open && 'rotate-90',
                )}
              />
              <span className="text-body font-medium wrap-anywhere">{variant.label}</span>
            </button>
            {advised ? <Badge look="accent">{t('repository.suggested')}</Badge> : null}
            {explained.quantizationAware ? <Badge>{t('catalogue.qat')}</Badge> : null}
          </div>
          <div className="ps-4">
            <Facts explained={explained} fit={fit} />
          </div>
        </div>
        {usable ? (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 @max-2xl:ps-4">
            <div className="flex-1 basis-28 @2xl:min-h-8 @2xl:flex-none @2xl:basis-44">
              {readable ? (
                <VariantFit answer={answer} choice={choice} name={variant.label} />
              ) : null}
            </div>
            <GetButton
              name={variant.label}
              bytes={variant.bytes + projectorBytes}
              standing={standing}
              preparing={preparing}
              look={advised ? 'primary' : 'outline'}
              onGet={onGet}
            />
          </div>
        ) : null}
      </div>
      {failure ? (
        <div className="px-3 pb-2.5">
          <FailureNote failure={failure} onRetry={onGet} />
        </div>
      ) : null}
      <div id={detailsId} hidden={!open}>
        {open ? <VariantDetails explained={explained} fit={fit} /> : null}
      </div>
    </li>
  )
}
