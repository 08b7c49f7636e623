import { RotateCcw } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { rpc } from '../../rpc/client.ts'
import type { WindowFailure } from '../../rpc/failure.ts'
import { failureOf } from '../../rpc/failure.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { draftKeyOf } from '../draft/draft.ts'
import { draftOf, editContext } from '../draft/draft-store.ts'
import { textOf } from './conversation-state.ts'

interface ReplyEndingProps {
  message: Message
  modelId: string | null
  newest: boolean
}

function useRetry({ chatId, id: replyId }: Message, modelId: string | null) {
  // Kept until it is acknowledged, so that pressing twice never makes two replies.
  const requestId = useRef<string>(undefined)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  const retry = async () => {
    if (modelId === null) return
    requestId.current ??= crypto.randomUUID()
    setFailure(null)
    try {
      const key = draftKeyOf(chatId)
      const { context } = draftOf(key)
      await rpc.chats.retry({ requestId: requestId.current, replyId, modelId, context })
      if (context) editContext(key, null)
      requestId.current = undefined
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return { retry, failure }
}

/** How a reply ended if it did not end by itself, with another try for the newest. */
export function ReplyEnding({ message, modelId, newest }: ReplyEndingProps) {
  const { t } = useTranslation('chat')
  const { retry, failure } = useRetry(message, modelId)
  const { status } = message
  if (status === 'running' || status === 'done') return null
  const failed = status === 'failed'
  const words = {
    stopped: t(textOf(message.parts) ? 'ending.stopped' : 'ending.stoppedEmpty'),
    interrupted: t('ending.interrupted'),
    length: t('ending.length'),
    failed: message.failure ? failureText(t, message.failure) : t('announce.failed'),
  }[status]
  return (
    <div
      className={classNames(
        'mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-ui',
        failed ? 'rounded-card bg-danger-soft px-3 py-2 text-danger' : 'text-ink-muted',
      )}
    >
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">{words}</p>
      {newest && status !== 'length' ? (
        <Button onClick={() => void retry()} disabled={modelId === null}>
          <RotateCcw size={14} strokeWidth={1.75} aria-hidden />
          {t('ending.tryAgain')}
        </Button>
      ) : null}
      {failure ? (
        <p role="alert" className="basis-full text-danger">
          {failureText(t, failure)}
        </p>
      ) : null}
    </div>
  )
}
