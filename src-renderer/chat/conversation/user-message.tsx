import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { SentMedia } from '../media/sent-media.tsx'
import { textOf } from './conversation-state.ts'

/** Longer messages are folded to this many characters until asked for. */
const FOLDED_LENGTH = 1_500

/** What the user sent: a quiet card on the right with its pictures and clips. */
export function UserMessage({ message }: { message: Message }) {
  const { t } = useTranslation('chat')
  const [unfolded, setUnfolded] = useState(false)
  const text = textOf(message.parts)
  const long = text.length > FOLDED_LENGTH * 1.2
  return (
    <article className="flex flex-col items-end gap-1.5">
      <h2 className="sr-only">{t('conversation.you')}</h2>
      <SentMedia parts={message.parts} />
      {text ? (
        <div className="max-w-[85%] rounded-card bg-sunken px-3.5 py-2 text-reading">
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {long && !unfolded ? `${text.slice(0, FOLDED_LENGTH)}…` : text}
          </p>
          {long ? (
            <button
              type="button"
              aria-expanded={unfolded}
              className="mt-1 text-ui text-ink-muted hover:text-ink"
              onClick={() => setUnfolded(!unfolded)}
            >
              {t(unfolded ? 'conversation.showLess' : 'conversation.showAll')}
            </button>
          ) : null}
        </div>
      ) : null}
    </article>
  )
}
