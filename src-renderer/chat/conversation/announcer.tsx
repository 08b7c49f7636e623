import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { textOf } from './conversation-state.ts'

/** Longer answers are read in the conversation. */
const MOST_LETTERS = 400

/** The words of an answer without the signs of Markdown, up to the end of a word. */
function plainText(message: Message): string {
  const text = textOf(message.parts)
    .replaceAll(/[*_`#>|]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS).trimEnd()}…`
}

interface Words {
  /** Read when there is time. */
  calm: string
  /** Read at once. */
  urgent: string
}

function wordsFor(t: TFunction<'chat'>, message: Message): Words {
  const { failure, status } = message
  if (status === 'running') return { calm: t('announce.started'), urgent: '' }
  if (status === 'failed')
    return { calm: '', urgent: failure ? failureText(t, failure) : t('announce.failed') }
  if (status === 'stopped') return { calm: t('announce.stopped'), urgent: '' }
  return { calm: `${t('announce.done')} ${plainText(message)}`, urgent: '' }
}

/**
 * Tells screen readers when a reply begins, and what it says once it has ended: words read out while
 * they are written would never come to an end. A failure is told at once.
 */
export function Announcer({ newest }: { newest: Message | undefined }) {
  const { t } = useTranslation('chat')
  const reply = newest?.role === 'assistant' ? newest : undefined
  const silence: Words = { calm: '', urgent: '' }
  const [seen, setSeen] = useState({ id: reply?.id, status: reply?.status, words: silence })
  if (reply && (seen.id !== reply.id || seen.status !== reply.status)) {
    const followed = seen.id === reply.id || reply.status === 'running'
    setSeen({ id: reply.id, status: reply.status, words: followed ? wordsFor(t, reply) : silence })
  }
  return (
    <>
      <div role="status">
        <VisuallyHidden>{seen.words.calm}</VisuallyHidden>
      </div>
      <div role="alert">
        <VisuallyHidden>{seen.words.urgent}</VisuallyHidden>
      </div>
    </>
  )
}
