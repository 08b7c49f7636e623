import { useTranslation } from 'react-i18next'
import { sourceKinds } from '../../../src-main/contract/model-sources.ts'
import { useNetwork } from '../../rpc/network-store.ts'
import { FilterField } from '../../ui/filter-field.tsx'
import { SelectMenu } from '../../ui/select-menu.tsx'
import { openRepository } from './discover-store.ts'
import { type NamedModel, recognizeName, sourceHosts } from './recognize-name.ts'
import { changeSearch, leaveSearch, useSearch } from './search-state.ts'

/** The model that the search names exactly; null if its words are to be searched for. */
export function useNamedModel(): NamedModel | null {
  const { text, source } = useSearch(({ search }) => search)
  const endpoints = useNetwork(({ network }) => network?.endpoints)
  const hosts = sourceHosts({
    huggingface: endpoints?.huggingface.value ?? '',
    ollama: endpoints?.ollama.value ?? '',
    modelscope: endpoints?.modelscope.value ?? '',
  })
  return recognizeName(text, source, hosts)
}

interface SearchBarProps {
  /** Enter: the search is wanted now. */
  onSearch: () => void
}

/** Where to search and for what; Enter opens a model that is named exactly. */
export function SearchBar({ onSearch }: SearchBarProps) {
  const { t } = useTranslation('discover')
  const { text, source } = useSearch(({ search }) => search)
  const named = useNamedModel()
  return (
    <div role="search" aria-label={t('search.label')} className="flex flex-wrap gap-2">
      <SelectMenu
        label={t('search.source')}
        value={source}
        options={sourceKinds.map((kind) => ({ value: kind, label: t(`search.${kind}`) }))}
        onChange={(chosen) => changeSearch({ source: chosen })}
      />
      <form
        className="min-w-60 flex-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (named) openRepository(named)
          else onSearch()
        }}
      >
        <FilterField
          label={t('search.field')}
          clearLabel={t('search.clear')}
          value={text}
          onChange={(typed) => (typed === '' ? leaveSearch() : changeSearch({ text: typed }))}
        />
      </form>
    </div>
  )
}
