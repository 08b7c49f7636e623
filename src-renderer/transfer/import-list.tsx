import { Checkbox } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer } from 'virtua'
import type { ImportPreview } from '../../src-main/contract/transfer.ts'

type Found = ImportPreview['conversations'][number]

interface ImportListProps {
  conversations: readonly Found[]
  chosen: ReadonlySet<string>
  onToggle: (id: string) => void
}

const ROW_HEIGHT_PX = 44

/** Every conversation of an export; those that are here already cannot be chosen. */
export function ImportList({ conversations, chosen, onToggle }: ImportListProps) {
  const { t } = useTranslation('transfer')
  const scroller = useRef<HTMLDivElement>(null)
  return (
    <div
      ref={scroller}
      role="list"
      aria-label={t('import.list')}
      className="max-h-80 min-h-0 overflow-y-auto rounded-card border border-line"
    >
      <Virtualizer scrollRef={scroller} itemSize={ROW_HEIGHT_PX} data={conversations}>
        {(found) => (
          <Row
            key={found.id}
            found={found}
            checked={chosen.has(found.id)}
            onToggle={() => onToggle(found.id)}
          />
        )}
      </Virtualizer>
    </div>
  )
}

interface RowProps {
  found: Found
  checked: boolean
  onToggle: () => void
}

function Row({ found, checked, onToggle }: RowProps) {
  const { t, i18n } = useTranslation('transfer')
  const here = found.standing === 'here'
  const facts = [
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(found.updatedAt),
    t('import.messages', { count: found.messages }),
    ...(found.pictures > 0 ? [t('import.pictures', { count: found.pictures })] : []),
    ...(found.standing === 'new' ? [] : [t(`import.${found.standing}`)]),
  ]
  return (
    <div role="listitem">
      <label
        className={`flex h-11 items-center gap-2.5 px-3 ${here ? 'text-ink-faint' : 'hover:bg-hover'}`}
      >
        <Checkbox.Root
          checked={checked}
          disabled={here}
          onCheckedChange={onToggle}
          className="inline-flex size-4 shrink-0 items-center justify-center rounded-small border border-ink-faint bg-canvas data-checked:border-focus data-checked:bg-focus data-checked:text-canvas data-disabled:opacity-50"
        >
          <Checkbox.Indicator>
            <Check size={12} strokeWidth={3} aria-hidden />
          </Checkbox.Indicator>
        </Checkbox.Root>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-ui">{found.title || t('document.untitled')}</span>
          <span className="block truncate text-small text-ink-muted">{facts.join(' · ')}</span>
        </span>
      </label>
    </div>
  )
}
