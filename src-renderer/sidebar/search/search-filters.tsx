import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { rpc } from '../../rpc/client.ts'
import { FilterChip } from '../../ui/filter-chip.tsx'
import { DateRange } from './date-range.tsx'
import {
  changeSearch,
  clearFilters,
  dateChoices,
  isFiltered,
  useSearchState,
} from './search-state.ts'

/** Names of the models that wrote replies; without them there is just no such choice. */
function useWriters(): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => {
    const closed = new AbortController()
    rpc.search.models({}, { signal: closed.signal }).then(setNames, () => {})
    return () => closed.abort()
  }, [])
  return names
}

/** What the results are narrowed down to. */
export function SearchFilters() {
  const { t } = useTranslation()
  const search = useSearchState()
  const names = useWriters()
  const folders = useChatList((list) => list.folders)
  return (
    <div role="group" aria-label={t('search.filters')} className="flex flex-wrap gap-1 px-2 pb-2">
      <FilterChip
        label={t('search.date')}
        value={search.date}
        options={dateChoices.map((value) => ({ value, label: t(`search.dates.${value}`) }))}
        onChange={(date) => changeSearch({ date })}
      />
      <FilterChip
        label={t('search.has')}
        value={search.has}
        options={[
          { value: '', label: t('search.anything') },
          { value: 'picture', label: t('search.pictures') },
          { value: 'clip', label: t('search.clips') },
        ]}
        onChange={(has) => changeSearch({ has })}
      />
      <FilterChip
        label={t('search.who')}
        value={search.role}
        options={[
          { value: '', label: t('search.anyone') },
          { value: 'user', label: t('search.questions') },
          { value: 'assistant', label: t('search.answers') },
        ]}
        onChange={(role) => changeSearch({ role })}
      />
      {folders.length > 0 ? (
        <FilterChip
          label={t('search.folder')}
          value={search.folderId}
          options={[
            { value: '', label: t('search.anyFolder') },
            ...folders.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(folderId) => changeSearch({ folderId })}
        />
      ) : null}
      {names.length > 0 ? (
        <FilterChip
          label={t('search.model')}
          value={search.modelName}
          options={[
            { value: '', label: t('search.anyModel') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(modelName) => changeSearch({ modelName })}
        />
      ) : null}
      {isFiltered(search) ? (
        <button
          type="button"
          className="inline-flex h-6 items-center gap-0.5 rounded-full px-1.5 text-small text-ink-muted hover:bg-hover hover:text-ink"
          onClick={clearFilters}
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
          {t('search.clearFilters')}
        </button>
      ) : null}
      {search.date === 'range' ? <DateRange search={search} /> : null}
    </div>
  )
}
