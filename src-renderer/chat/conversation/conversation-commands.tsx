import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { useOffer } from '../../state/offers.ts'
import { showToast } from '../../ui/toast.tsx'
import { copyText } from '../copy-text.ts'
import { textOf } from './conversation-state.ts'
import { askToEdit } from './edit-asked.ts'
import { useRetry } from './use-retry.ts'

interface ReplyCommandsProps {
  reply: Message
  modelId: string | null
  busy: boolean
}

function ReplyCommands({ reply, modelId, busy }: ReplyCommandsProps) {
  const { t } = useTranslation('chat')
  const { retry, failure } = useRetry(reply)
  const text = textOf(reply.parts)
  const copy = async () => {
    if (await copyText(text)) showToast({ text: t('details.replyCopied') })
  }
  useOffer('regenerate', busy || modelId === null ? null : () => void retry(modelId))
  useOffer('copy-reply', busy || text === '' ? null : () => void copy())
  useEffect(() => {
    if (failure) showToast({ kind: 'failure', text: failureText(t, failure) })
  }, [failure, t])
  return null
}

interface ConversationCommandsProps {
  branch: readonly Message[]
  modelId: string | null
  busy: boolean
  /** Brings the message at a place of the branch into view. */
  onShow: (place: number) => void
}

/** Offers what can be done with the newest messages to the window's commands. */
export function ConversationCommands(props: ConversationCommandsProps) {
  const { branch, modelId, busy, onShow } = props
  const reply = branch.findLast(({ role }) => role === 'assistant')
  const place = branch.findLastIndex(({ role }) => role === 'user')
  const question = branch[place]
  const edit = () => {
    if (!question) return
    onShow(place)
    askToEdit(question.id)
  }
  useEffect(() => () => askToEdit(null), [])
  useOffer('edit-message', busy || modelId === null || !question ? null : edit)
  return reply ? <ReplyCommands key={reply.id} reply={reply} modelId={modelId} busy={busy} /> : null
}
