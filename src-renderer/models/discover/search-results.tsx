import { ArrowLeft } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Machine } from '../../../src-main/contract/fit.ts'
import type { SearchResult } from '../../../src-main/contract/model-sources.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { RowList } from '../library/row-list.tsx'
import { openRepository } from './discover-store.ts'
import { FailureNote } from './failure-note.tsx'
import { ResultRow } from './result-row.tsx'
import { ResultsSkeleton } from './results-skeleton.tsx'
import { parametersThatFit } from './search-query.ts'
import { changeSearch, leaveSearch, useSearch } from './search-state.ts'
import { modelSearch } from './search-store.ts'

function Empty() {
  const { t } = useTranslation('discover')
  const { source, pictures, fitsHere, size } = useSearch(({ search }) => search)
  const filtered = pictures || fitsHere || size !== null
  const name = t(`search.${source}`)
  return (
    <div className="flex flex-col items-center gap-2 py-10 text-center">
      <p className="text-body font-medium">{t('search.emptyTitle')}</p>
      <p className="max-w-96 text-ui text-ink-muted">
        {t(filtered ? 'search.emptyFiltered' : 'search.empty', { source: name })}
      </p>
      {filtered ? (
        <Button onClick={() => changeSearch({ pictures: false, fitsHere: false, size: null })}>
          {t('search.clearFilters')}
        </Button>
      ) : null}
    </div>
  )
}

/** What the search found, with more to come at its end. */
export function SearchResults({ machine }: { machine: Machine | null }) {
  const { t } = useTranslation('discover')
  const source = useSearch(({ search }) => search.source)
  const { results, cursor, loading, failure } = modelSearch.useResults()
  const open = useCallback(
    ({ ref }: SearchResult) => openRepository({ ref, label: null, file: null }),
    [],
  )
  const name = t(`search.${source}`)
  const status = () => {
    if (loading === 'first') return t('search.loading', { source: name })
    if (!results) return ''
    return t(cursor === null ? 'search.found' : 'search.foundMore', { count: results.length })
  }
  return (
    <section aria-label={t('search.results', { source: name })}>
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-4">
        <Button look="quiet" className="-ms-2 px-2!" onClick={leaveSearch}>
          <ArrowLeft size={16} strokeWidth={1.75} aria-hidden />
          {t('search.backToCatalogue')}
        </Button>
        <p role="status" className="min-h-4 text-small text-ink-muted tabular-nums">
          {status()}
        </p>
      </div>
      {!results && !failure ? (
        <ResultsSkeleton label={t('search.loading', { source: name })} />
      ) : null}
      {results && results.length > 0 ? (
        <div
          aria-busy={loading === 'first'}
          className={classNames(
            'transition-opacity duration-150',
            loading === 'first' && 'opacity-60 delay-150',
          )}
        >
          <RowList label={t('search.results', { source: name })}>
            {results.map((result) => (
              <ResultRow
                key={result.ref.repository}
                result={result}
                mostParameters={machine ? parametersThatFit(machine) : Infinity}
                onOpen={open}
              />
            ))}
          </RowList>
        </div>
      ) : null}
      {results?.length === 0 && !failure && loading === null ? <Empty /> : null}
      <div className="flex min-h-14 items-center justify-center py-3">
        {failure ? <FailureNote failure={failure} onRetry={modelSearch.retry} /> : null}
        {!failure && cursor !== null && results ? (
          <Button disabled={loading !== null} onClick={modelSearch.loadMore}>
            {t(loading === 'more' ? 'search.loadingMore' : 'search.more')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
