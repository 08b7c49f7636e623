import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../src-main/contract/search.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { openMessage } from '../../state/view-store.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { moveAmongResults } from './result-focus.ts'
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
export function SearchResults({ query }: { query: string }) {
  const { t } = useTranslation()
  const { found, failure } = useSearch(query)
  const words = failure
    ? failureText(t, failure)
    : found === null
      ? ''
      : found.hits.length === 0
        ? t('search.none', { query })
        : null
  return (
    <div className="min-h-0 flex-1 overflow-y-auto py-1">
      <div role="status">
        {words === null ? (
          <VisuallyHidden>{t('search.count', { count: found?.hits.length ?? 0 })}</VisuallyHidden>
        ) : (
          <p className="px-4 py-2 text-ui wrap-anywhere text-ink-muted">{words}</p>
        )}
      </div>
      {found && found.hits.length > 0 ? (
        <ul aria-label={t('search.results')}>
          {found.hits.map((hit) => (
            <Result key={`${hit.chatId} ${hit.messageId}`} hit={hit} />
          ))}
        </ul>
      ) : null}
      {found?.more ? (
        <p className="px-4 py-2 text-small text-ink-muted">{t('search.more')}</p>
      ) : null}
    </div>
  )
}
