import { ChevronDown, ChevronUp, GitBranch, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import type { Find } from './use-find.ts'
import './find.css'

interface FindBarProps {
  find: Find
  /** There are other versions, which can be looked through as well. */
  branched: boolean
  onClose: () => void
}

/** A strip over a conversation to find words in it; Escape closes it. */
export function FindBar({ find, branched, onClose }: FindBarProps) {
  const { t } = useTranslation('chat')
  const { everywhere, go, number, query, setEverywhere, setQuery, settled, total } = find
  const field = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const words =
    query === '' || !settled
      ? ''
      : total === 0
        ? t('find.none')
        : t('find.position', { number, count: total })
  const press = (event: KeyboardEvent) => {
    if (isComposing(event) || event.key !== 'Enter') return
    event.preventDefault()
    go(event.shiftKey ? -1 : 1)
  }
  return (
    <div
      role="search"
      data-find
      aria-label={t('find.name')}
      className="absolute end-4 top-2 z-20 flex max-w-[calc(100%-2rem)] items-center gap-0.5 rounded-card bg-raised p-1 shadow-overlay"
    >
      <input
        ref={field}
        type="text"
        role="searchbox"
        aria-label={t('find.field')}
        placeholder={t('find.field')}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={draft ?? query}
        className="h-8 w-52 min-w-0 bg-transparent px-2 text-ui outline-hidden"
        onChange={({ target, nativeEvent }) => {
          if (nativeEvent instanceof InputEvent && nativeEvent.isComposing) setDraft(target.value)
          else setQuery(target.value)
        }}
        onKeyDown={press}
        onCompositionStart={({ currentTarget }) => setDraft(currentTarget.value)}
        onCompositionEnd={({ currentTarget }) => {
          setDraft(null)
          setQuery(currentTarget.value)
        }}
      />
      <span
        role="status"
        className="min-w-16 shrink-0 px-1 text-end text-small text-ink-muted tabular-nums"
      >
        {words}
      </span>
      {branched ? (
        <IconButton
          label={t('find.everywhere')}
          icon={GitBranch}
          aria-pressed={everywhere}
          className={classNames('size-7!', everywhere && 'bg-accent-soft text-accent-ink!')}
          tooltipSide="bottom"
          onClick={() => setEverywhere(!everywhere)}
        />
      ) : null}
      <IconButton
        label={t('find.previous')}
        icon={ChevronUp}
        shortcut="Shift+F3"
        className="size-7!"
        tooltipSide="bottom"
        disabled={total === 0}
        onClick={() => go(-1)}
      />
      <IconButton
        label={t('find.next')}
        icon={ChevronDown}
        shortcut="F3"
        className="size-7!"
        tooltipSide="bottom"
        disabled={total === 0}
        onClick={() => go(1)}
      />
      <IconButton
        label={t('find.close')}
        icon={X}
        shortcut="Esc"
        className="size-7!"
        tooltipSide="bottom"
        onClick={onClose}
      />
    </div>
  )
}
