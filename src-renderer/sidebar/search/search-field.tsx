import { SlidersHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../state/view-store.ts'
import { FilterField } from '../../ui/filter-field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { focusFirstResult } from './result-focus.ts'
import { SearchFilters } from './search-filters.tsx'
import { changeSearch, isFiltered, isSearching, useSearchState } from './search-state.ts'

/** Where one searches everything said. */
export function SearchField() {
  const { t } = useTranslation()
  const search = useSearchState()
  /** Null until the user says so: filters are there once something is searched for. */
  const [opened, setOpened] = useState<boolean | null>(null)
  const field = useRef<HTMLDivElement>(null)
  const open = isFiltered(search) || (opened ?? isSearching(search))
  const soughtWords = useView((state) => state.soughtWords)
  useEffect(() => {
    if (soughtWords === null) return
    useView.setState({ soughtWords: null })
    if (soughtWords !== '') changeSearch({ query: soughtWords })
    const input = field.current?.querySelector('input')
    input?.focus()
    input?.select()
  }, [soughtWords])
  return (
    <div ref={field} role="search">
      <div className="flex items-center gap-1 px-2 pb-2">
        <FilterField
          className="min-w-0 flex-1"
          label={t('search.label')}
          clearLabel={t('search.clear')}
          value={search.query}
          onChange={(query) => changeSearch({ query })}
          onGo={focusFirstResult}
        />
        <IconButton
          label={t('search.filters')}
          icon={SlidersHorizontal}
          aria-expanded={open}
          className={open ? 'bg-hover' : ''}
          onClick={() => setOpened(!open)}
        />
      </div>
      {open ? <SearchFilters /> : null}
    </div>
  )
}
