import { ChevronRight } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { textOf } from '../conversation/conversation-state.ts'
import type { Stretch } from './build-map.ts'

/** Deeper ones are drawn no further in, so that words stay. */
const DEEPEST_INDENT = 8
const MOST_LETTERS = 120

function useWords({ message }: Stretch): string {
  const { t } = useTranslation('chat')
  const text = textOf(message.parts)
    .replace(/[\s*_`#>]+/g, ' ')
    .trim()
  if (text !== '') return text.slice(0, MOST_LETTERS)
  const names = message.parts.map((part) =>
    part.type === 'file' ? part.filename : part.type === 'text' ? '' : part.data.name,
  )
  return names.filter(Boolean).join(', ') || t('map.empty')
}

interface MapRowProps {
  stretch: Stretch
  closed: boolean
  /** Where the branch on view ends. */
  current: boolean
  focusable: boolean
  onShow: () => void
  onToggle: () => void
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** One stretch of the map: how it begins and how long it is. */
export function MapRow(props: MapRowProps) {
  const { stretch, closed, current, focusable, onShow, onToggle, onFocus, onKeyDown } = props
  const { t } = useTranslation('chat')
  const { children, length, level, message, onView, position, siblings } = stretch
  const words = useWords(stretch)
  const who = t(message.role === 'user' ? 'map.question' : 'map.reply')
  const version = siblings > 1 ? t('versions.name', { position, count: siblings }) : ''
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={onView}
      aria-current={current || undefined}
      aria-expanded={children.length > 0 ? !closed : undefined}
      data-stretch={stretch.id}
      tabIndex={focusable ? 0 : -1}
      style={{ paddingInlineStart: `${Math.min(level - 1, DEEPEST_INDENT) * 14 + 4}px` }}
      className={classNames(
        'flex min-h-8 cursor-default items-center gap-1 rounded-small py-1 pe-2 text-ui select-none',
        'outline-offset-[-2px] hover:bg-hover',
        onView ? 'text-ink' : 'text-ink-muted',
        current && 'bg-accent-soft',
      )}
      onClick={onShow}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <span
        aria-hidden
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-small text-ink-muted hover:bg-hover"
        onClick={(event) => {
          if (children.length === 0) return
          event.stopPropagation()
          onToggle()
        }}
      >
        {children.length > 0 ? (
          <ChevronRight
            size={14}
            strokeWidth={1.75}
            className={closed ? 'rtl:rotate-180' : 'rotate-90'}
          />
        ) : (
          <span
            className={classNames('size-1.5 rounded-full', onView ? 'bg-focus' : 'bg-line-strong')}
          />
        )}
      </span>
      <span dir="auto" className={classNames('min-w-0 flex-1 truncate', onView && 'font-medium')}>
        {words}
      </span>
      <VisuallyHidden>{[who, version].filter(Boolean).join(', ')}</VisuallyHidden>
      <span className="shrink-0 text-small text-ink-muted tabular-nums">
        {t('map.messages', { count: length })}
      </span>
    </div>
  )
}
