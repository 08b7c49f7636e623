import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterField } from '../../ui/filter-field.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { hasCommandKey } from '../../ui/shortcut.ts'
import { focusFirstResult } from './result-focus.ts'

interface SearchFieldProps {
  query: string
  onChange: (query: string) => void
}

/** Where one searches everything said; Ctrl+K or Command+K goes there. */
export function SearchField({ query, onChange }: SearchFieldProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const closed = new AbortController()
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key.toLowerCase() !== 'k' || isComposing(event) || !hasCommandKey(event)) return
        event.preventDefault()
        const input = field.current?.querySelector('input')
        input?.focus()
        input?.select()
      },
      { signal: closed.signal },
    )
    return () => closed.abort()
  }, [])
  return (
    <div ref={field} role="search" className="px-2 pb-2">
      <FilterField
        label={t('search.label')}
        clearLabel={t('search.clear')}
        value={query}
        onChange={onChange}
        onGo={focusFirstResult}
      />
    </div>
  )
}
