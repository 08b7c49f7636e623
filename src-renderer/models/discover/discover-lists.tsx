import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchQuery } from '../../../src-main/contract/model-sources.ts'
import { Button } from '../../ui/button.tsx'
import { useMachine } from '../options/use-machine.ts'
import { CatalogueList } from './catalogue-list.tsx'
import { CatalogueSkeleton } from './catalogue-skeleton.tsx'
import { loadCatalogue, useFreshCatalogue } from './catalogue-store.ts'
import { FailureNote } from './failure-note.tsx'
import { NamedModelRow } from './named-model-row.tsx'
import { RecommendationCard } from './recommendation-card.tsx'
import { SearchBar, useNamedModel } from './search-bar.tsx'
import { SearchFilters } from './search-filters.tsx'
import { searchQueryOf } from './search-query.ts'
import { SearchResults } from './search-results.tsx'
import { browseAll, isSearching, useSearch } from './search-state.ts'
import { modelSearch } from './search-store.ts'

function Selection() {
  const { t } = useTranslation('discover')
  const { catalogue, failure } = useFreshCatalogue()
  const source = useSearch(({ search }) => search.source)
  if (!catalogue)
    return failure ? (
      <FailureNote failure={failure} onRetry={() => void loadCatalogue()} />
    ) : (
      <CatalogueSkeleton />
    )
  return (
    <>
      <RecommendationCard catalogue={catalogue} />
      <section aria-labelledby="catalogue-title">
        <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
          <div>
            <h2 id="catalogue-title" className="text-body font-semibold">
              {t('catalogue.title')}
            </h2>
            <p className="text-small text-ink-muted">{t('catalogue.hint')}</p>
          </div>
          <Button look="quiet" className="-mx-3" onClick={browseAll}>
            {t('search.browse', { source: t(`search.${source}`) })}
          </Button>
        </div>
        <CatalogueList catalogue={catalogue} />
      </section>
    </>
  )
}

function Found() {
  const { t } = useTranslation('discover')
  const search = useSearch((state) => state.search)
  const named = useNamedModel()
  const machine = useMachine()
  const asked = JSON.stringify(searchQueryOf(search, machine))
  useEffect(() => {
    modelSearch.search(JSON.parse(asked) as SearchQuery)
  }, [asked])
  return (
    <>
      <div className="-mt-2 flex flex-col gap-2">
        <SearchFilters machine={machine} />
        {search.source === 'ollama' ? (
          <p className="text-small text-ink-muted">{t('search.ollamaHint')}</p>
        ) : null}
        {named ? <NamedModelRow named={named} /> : null}
      </div>
      <SearchResults machine={machine} />
    </>
  )
}

/** The search, and below it what it found or what Carat selects. */
export function DiscoverLists() {
  const searching = useSearch(isSearching)
  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-5 px-6 py-5">
      <SearchBar onSearch={modelSearch.hurry} />
      {searching ? <Found /> : <Selection />}
    </div>
  )
}
