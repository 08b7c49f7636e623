import { useTranslation } from 'react-i18next'
import { changeSearch, type Search } from './search-state.ts'

interface DayProps {
  label: string
  value: string
  onChange: (day: string) => void
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <label className="flex items-center justify-between gap-2 text-small text-ink-muted">
      {label}
      <input
        type="date"
        max="9999-12-31"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="h-7 rounded-control border border-line-strong bg-canvas px-1.5 text-small text-ink focus-visible:border-focus focus-visible:-outline-offset-1"
      />
    </label>
  )
}

/** The first and the last day that are looked through; each may be left open. */
export function DateRange({ search }: { search: Search }) {
  const { t } = useTranslation()
  return (
    <div className="flex basis-full flex-col gap-1 pt-1">
      <Day
        label={t('search.firstDay')}
        value={search.firstDay}
        onChange={(firstDay) => changeSearch({ firstDay })}
      />
      <Day
        label={t('search.lastDay')}
        value={search.lastDay}
        onChange={(lastDay) => changeSearch({ lastDay })}
      />
    </div>
  )
}
