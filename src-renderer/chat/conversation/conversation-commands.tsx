import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { askToExport } from '../../state/export-request.ts'
import { useOffer } from '../../state/offers.ts'
import { showToast } from '../../ui/toast.tsx'
import { copyText } from '../copy-text.ts'
import { branchOut } from './branch-out.ts'
import { textOf } from './conversation-state.ts'
import { wishFor } from './message-wish.ts'
import { repeatReply } from './repeat-reply.ts'
import { savePrompt } from './save-prompt.ts'
import { useRetry } from './use-retry.ts'

interface ReplyCommandsProps {
  reply: Message
  modelId: string | null
  busy: boolean
  onEdit: () => void
  /** Brings up the numbers for one more version. */
  onChooseSettings: () => void
}

function ReplyCommands(props: ReplyCommandsProps) {
  const { reply, modelId, busy, onEdit, onChooseSettings } = props
  const { t } = useTranslation('chat')
  const { goOn, retry, failure } = useRetry(reply)
  const text = textOf(reply.parts)
  const copy = async () => {
    if (await copyText(text)) showToast({ text: t('details.replyCopied') })
  }
  const unready = busy || modelId === null
  const unsaid = busy || text === ''
  useOffer('regenerate', unready ? null : () => void retry(modelId))
  useOffer('regenerate-with-settings', unready ? null : onChooseSettings)
  useOffer('repeat-reply', busy ? null : () => void repeatReply(reply.id, crypto.randomUUID()))
  useOffer('continue-reply', unready || unsaid ? null : () => void goOn(modelId))
  useOffer('copy-reply', unsaid ? null : () => void copy())
  useOffer('edit-reply', busy ? null : onEdit)
  useOffer('export-reply', busy ? null : () => askToExport({ kind: 'message', message: reply }))
  useOffer('branch-out', busy ? null : () => void branchOut(reply))
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
  const replyPlace = branch.findLastIndex(({ role }) => role === 'assistant')
  const reply = branch[replyPlace]
  const place = branch.findLastIndex(({ role }) => role === 'user')
  const question = branch[place]
  const words = question ? textOf(question.parts) : ''
  const edit = (which: number, { id: messageId }: Message) => {
    onShow(which)
    wishFor({ wish: 'edit', messageId })
  }
  useEffect(() => () => wishFor(null), [])
  const editable = !busy && modelId !== null && question !== undefined
  useOffer('edit-message', editable ? () => edit(place, question) : null)
  useOffer('save-prompt', words === '' ? null : () => void savePrompt(words))
  if (!reply) return null
  return (
    <ReplyCommands
      key={reply.id}
      reply={reply}
      modelId={modelId}
      busy={busy}
      onEdit={() => edit(replyPlace, reply)}
      onChooseSettings={() => {
        onShow(replyPlace)
        wishFor({ wish: 'other-settings', messageId: reply.id })
      }}
    />
  )
}
