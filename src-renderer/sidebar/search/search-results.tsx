import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../src-main/contract/search.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { openMessage } from '../../state/view-store.ts'
import { Button } from '../../ui/button.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { moveAmongResults } from './result-focus.ts'
import type { Search } from './search-state.ts'
import { useSearch } from './use-search.ts'

function Result({ hit }: { hit: SearchHit }) {
  const { t, i18n } = useTranslation()
  const { chatId, chatTitle, createdAt, messageId, role, snippet } = hit
  const who = role === null ? 'search.chat' : role === 'user' ? 'search.you' : 'search.reply'
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(createdAt)
  const press = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    moveAmongResults(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)
  }
  return (
    <li className="px-2 pb-px">
      <button
        type="button"
        data-result
        className="flex w-full flex-col rounded-control px-2 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
        onClick={() => openMessage(chatId, messageId)}
        onKeyDown={press}
      >
        <span dir="auto" className="w-full truncate text-match-parent text-ui text-ink">
          {chatTitle}
        </span>
        {role === null ? null : (
          <span
            dir="auto"
            className="line-clamp-2 w-full text-match-parent text-small wrap-anywhere text-ink-muted"
          >
            {snippet.map(({ hit: marked, text }, place) =>
              marked ? (
                <mark key={place} className="rounded-small bg-accent-soft text-accent-ink">
                  {text}
                </mark>
              ) : (
                <span key={place}>{text}</span>
              ),
            )}
          </span>
        )}
        <span className="text-small text-ink-faint tabular-nums">{joinFacts([t(who), day])}</span>
      </button>
    </li>
  )
}

/** What was found, in place of the list of conversations. */
export function SearchResults({ search }: { search: Search }) {
  const { t } = useTranslation()
  const { found, failure, findMore } = useSearch(search)
  const list = useRef<HTMLUListElement>(null)
  const query = search.query.trim()
  const older = found !== null && found.next !== null
  const showMore = async () => {
    const before = found?.hits.length ?? 0
    await findMore()
    // The button may be gone; its reader goes on at what it brought.
    list.current?.querySelectorAll<HTMLElement>('[data-result]')[before]?.focus()
  }
  const words = failure
    ? failureText(t, failure)
    : found === null
      ? ''
      : found.hits.length === 0
        ? query === ''
          ? t('search.noneFiltered')
          : t('search.none', { query })
        : null
  return (
    <div className="min-h-0 flex-1 overflow-y-auto py-1">
      <div role="status">
        {words === null ? (
          <VisuallyHidden>
            {t(older ? 'search.countNewest' : 'search.count', {
              count: found?.hits.length ?? 0,
            })}
          </VisuallyHidden>
        ) : (
          <p className="px-4 py-2 text-ui wrap-anywhere text-ink-muted">{words}</p>
        )}
      </div>
      {found && found.hits.length > 0 ? (
        <ul ref={list} aria-label={t('search.results')}>
          {found.hits.map((hit) => (
            <Result key={`${hit.chatId} ${hit.messageId}`} hit={hit} />
          ))}
        </ul>
      ) : null}
      {older ? (
        <div className="p-2">
          <Button look="quiet" className="w-full" onClick={() => void showMore()}>
            {t('search.showMore')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
