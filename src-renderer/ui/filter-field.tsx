import { Search, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import { unlessComposing } from './is-composing.ts'

interface FilterFieldProps {
  /** Accessible name and placeholder. */
  label: string
  clearLabel: string
  value: string
  /** Called with finished text only, never with the letters of a word still being composed. */
  onChange: (text: string) => void
  /** Goes to what was found, with Enter or the arrow down; false while there is nothing. */
  onGo?: () => boolean
  className?: string
}

/** A field that narrows a list down while one types. */
export function FilterField(props: FilterFieldProps) {
  const { label, clearLabel, value, onChange, onGo, className } = props
  const field = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <div className={classNames('relative flex items-center', className)}>
      <Search
        size={16}
        strokeWidth={1.75}
        aria-hidden
        className="pointer-events-none absolute inset-s-2.5 text-ink-muted"
      />
      <input
        ref={field}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        dir={value === '' && !draft ? undefined : 'auto'}
        value={draft ?? value}
        className="h-8 w-full rounded-control border border-line-strong bg-canvas ps-8 pe-8 text-ui focus-visible:border-focus focus-visible:-outline-offset-1"
        onChange={({ target, nativeEvent }) => {
          if (nativeEvent instanceof InputEvent && nativeEvent.isComposing) setDraft(target.value)
          else onChange(target.value)
        }}
        onCompositionStart={({ currentTarget }) => setDraft(currentTarget.value)}
        onCompositionEnd={({ currentTarget }) => {
          setDraft(null)
          onChange(currentTarget.value)
        }}
        onKeyDown={unlessComposing((event) => {
          const goes = event.key === 'Enter' || event.key === 'ArrowDown'
          if (goes && onGo?.()) event.preventDefault()
          if (event.key !== 'Escape' || value === '') return
          event.stopPropagation()
          onChange('')
        })}
      />
      {value === '' ? null : (
        <button
          type="button"
          aria-label={clearLabel}
          className="absolute inset-e-1 inline-flex size-6 items-center justify-center rounded-small text-ink-muted hover:bg-hover hover:text-ink"
          onClick={() => {
            onChange('')
            field.current?.focus()
          }}
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </div>
  )
}
