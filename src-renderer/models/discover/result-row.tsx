import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchResult } from '../../../src-main/contract/model-sources.ts'
import { formatCount } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { Badge } from '../../ui/badge.tsx'
import { useNow } from '../../ui/use-now.ts'
import { formatAgo, formatParameters } from '../library/model-facts.ts'

interface ResultRowProps {
  result: SearchResult
  /** Models with more parameters would not fit what is free here. */
  mostParameters: number
  onOpen: (result: SearchResult) => void
}

/** One repository that was found: what it is, whose, how much liked, and what stands before it. */
export const ResultRow = memo(function ResultRow({
  result,
  mostParameters,
  onOpen,
}: ResultRowProps) {
  const { t, i18n } = useTranslation('discover')
  const { title, author, licence, gate, downloads, likes, updatedAt, pictures, parameters } = result
  const { language } = i18n
  const now = useNow()
  const facts = [
    // Most hubs name the author in front already.
    author && !title.startsWith(`${author}/`) && t('facts.by', { author }),
    parameters !== null && formatParameters(parameters),
    licence ? t('facts.licence', { name: licence }) : t('facts.noLicence'),
    downloads !== null &&
      t('facts.downloads', { count: downloads, number: formatCount(downloads, language) }),
    likes !== null && t('facts.likes', { count: likes, number: formatCount(likes, language) }),
    updatedAt !== null && t('facts.updated', { when: formatAgo(updatedAt, now, language) }),
  ]
  return (
    <li>
      <button
        type="button"
        className="w-full px-3 py-2.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
        onClick={() => onOpen(result)}
      >
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="text-body font-medium wrap-anywhere">{title}</span>
          {pictures ? <Badge>{t('search.pictures')}</Badge> : null}
          {gate === 'gated' ? <Badge look="accent">{t('catalogue.gated')}</Badge> : null}
          {parameters !== null && parameters > mostParameters ? (
            <Badge>{t('facts.tooBig')}</Badge>
          ) : null}
        </span>
        <span className="block text-small text-ink-muted tabular-nums">{joinFacts(facts)}</span>
      </button>
    </li>
  )
})
