import { Checkbox } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer } from 'virtua'
import type { ImportPreview } from '../../src-main/contract/transfer.ts'
import { joinFacts } from '../i18n/join-words.ts'
import { messagesWords } from './result-words.ts'
import { useListKeys } from './use-list-keys.ts'

type Found = ImportPreview['conversations'][number]

interface ImportListProps {
  conversations: readonly Found[]
  chosen: ReadonlySet<string>
  onToggle: (id: string) => void
  onChooseAll: () => void
}

const ROW_HEIGHT_PX = 44

/** Every conversation of an export; those that are here as they are cannot be chosen. */
export function ImportList({ conversations, chosen, onToggle, onChooseAll }: ImportListProps) {
  const { t } = useTranslation('transfer')
  const scroller = useRef<HTMLDivElement>(null)
  const keys = useListKeys(
    scroller,
    conversations.map(({ standing }) => standing !== 'here'),
    onChooseAll,
  )
  return (
    <div
      ref={scroller}
      role="list"
      aria-label={t('import.list')}
      // Where none can be chosen it can still be scrolled.
      tabIndex={keys.at === -1 ? 0 : undefined}
      className="max-h-80 min-h-0 overflow-y-auto rounded-card border border-line"
    >
      <Virtualizer
        scrollRef={scroller}
        itemSize={ROW_HEIGHT_PX}
        data={conversations}
        keepMounted={keys.at === -1 ? [] : [keys.at]}
      >
        {(found, place) => (
          <Row
            key={found.id}
            found={found}
            checked={chosen.has(found.id)}
            tabIndex={place === keys.at ? 0 : -1}
            place={place}
            onFocus={() => keys.goTo(place)}
            onKeyDown={keys.press}
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
  tabIndex: number
  place: number
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onToggle: () => void
}

function Row({ found, checked, tabIndex, place, onFocus, onKeyDown, onToggle }: RowProps) {
  const { t, i18n } = useTranslation('transfer')
  const facts = [
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(found.updatedAt),
    t('import.messages', { count: found.messages }),
    found.pictures > 0 && t('import.pictures', { count: found.pictures }),
    (found.standing === 'here' || found.standing === 'trash') && t(`import.${found.standing}`),
  ]
  const isMore = found.standing !== 'new' && found.newMessages > 0
  return (
    <div role="listitem">
      <Checkbox.Root
        checked={checked}
        disabled={found.standing === 'here'}
        tabIndex={tabIndex}
        data-place={place}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onCheckedChange={onToggle}
        className="group flex h-11 w-full items-center gap-2.5 px-3 text-start select-none hover:bg-hover focus-visible:-outline-offset-2 data-disabled:bg-transparent"
      >
        <span className="inline-flex size-4 shrink-0 items-center justify-center rounded-small border border-ink-faint bg-canvas group-data-checked:border-focus group-data-checked:bg-focus group-data-disabled:opacity-40">
          <Checkbox.Indicator className="text-canvas">
            <Check size={12} strokeWidth={3} aria-hidden />
          </Checkbox.Indicator>
        </span>
        <span className="min-w-0 flex-1">
          <span
            dir="auto"
            className="block truncate text-match-parent text-ui group-data-disabled:text-ink-muted"
          >
            {found.title || t('document.untitled')}
          </span>
          <span className="block truncate text-small text-ink-muted">
            {isMore ? (
              <>
                <span className="text-ink">{messagesWords(found.newMessages)}</span>
                {' · '}
              </>
            ) : null}
            {joinFacts(facts)}
          </span>
        </span>
      </Checkbox.Root>
    </div>
  )
}
