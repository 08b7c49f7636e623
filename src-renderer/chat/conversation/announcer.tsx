import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

function wordsFor(t: TFunction<'chat'>, { status }: Message): string {
  if (status === 'running') return t('announce.started')
  if (status === 'failed') return t('announce.failed')
  return status === 'stopped' ? t('announce.stopped') : t('announce.done')
}

/** Tells screen readers when a reply begins and ends, instead of reading out every word. */
export function Announcer({ newest }: { newest: Message | undefined }) {
  const { t } = useTranslation('chat')
  const reply = newest?.role === 'assistant' ? newest : undefined
  const [seen, setSeen] = useState({ id: reply?.id, status: reply?.status, words: '' })
  if (reply && (seen.id !== reply.id || seen.status !== reply.status)) {
    const followed = seen.id === reply.id || reply.status === 'running'
    setSeen({ id: reply.id, status: reply.status, words: followed ? wordsFor(t, reply) : '' })
  }
  return (
    <div role="status">
      <VisuallyHidden>{seen.words}</VisuallyHidden>
    </div>
  )
}
