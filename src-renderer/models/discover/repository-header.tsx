import { type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Repository } from '../../../src-main/contract/model-sources.ts'
import { formatContext, formatCount } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { Badge } from '../../ui/badge.tsx'
import { ExternalLink } from '../../ui/external-link.tsx'
import { useNow } from '../../ui/use-now.ts'
import { formatAgo, formatParameters } from '../library/model-facts.ts'
import { useCatalogue } from './catalogue-store.ts'

/** A licence as people call it, where the catalogue knows it. */
function useLicenceName(licence: string | null): string | null {
  const known = useCatalogue(({ catalogue }) =>
    catalogue?.models.find((model) => model.licence.id === licence),
  )
  return known?.licence.name ?? licence
}

interface RepositoryHeaderProps {
  repository: Repository
  /** Takes the focus when the repository comes into view. */
  heading: RefObject<HTMLHeadingElement | null>
}

/** Whose models these are and under what licence, before anything is downloaded. */
export function RepositoryHeader({ repository, heading }: RepositoryHeaderProps) {
  const { t, i18n } = useTranslation('discover')
  const { language } = i18n
  const { ref, title, author, licence, gate, pageUrl, downloads, updatedAt } = repository
  const { architecture, parameters, trainedContext } = repository
  const now = useNow()
  const licenceName = useLicenceName(licence)
  const facts = [
    parameters !== null && formatParameters(parameters),
    trainedContext !== null && t('facts.context', { size: formatContext(trainedContext) }),
    architecture,
    downloads !== null &&
      t('facts.downloads', { count: downloads, number: formatCount(downloads, language) }),
    updatedAt !== null && t('facts.updated', { when: formatAgo(updatedAt, now, language) }),
  ]
  return (
    <header>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2
          ref={heading}
          tabIndex={-1}
          className="min-w-0 text-title font-semibold wrap-anywhere outline-hidden"
        >
          {title}
        </h2>
        <ExternalLink href={pageUrl}>{t('repository.page')}</ExternalLink>
      </div>
      <p className="flex flex-wrap items-center gap-x-1.5 text-ui">
        {licenceName ? t('facts.licence', { name: licenceName }) : t('facts.noLicence')}
        {gate === 'gated' ? <Badge look="accent">{t('catalogue.gated')}</Badge> : null}
        <span className="text-ink-muted">
          {author ? t('facts.by', { author }) : null}
          {' · '}
          {t(`search.${ref.source}`)}
        </span>
      </p>
      <p className="text-small text-ink-muted tabular-nums">{joinFacts(facts)}</p>
    </header>
  )
}
