import { RotateCcw, TextCursorInput } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { textOf } from './conversation-state.ts'
import { useRetry } from './use-retry.ts'

interface ReplyEndingProps {
  message: Message
  modelId: string | null
  newest: boolean
}

/** How a reply ended if it did not end by itself, with ways to go on for the newest. */
export function ReplyEnding({ message, modelId, newest }: ReplyEndingProps) {
  const { t } = useTranslation('chat')
  const { failure, goOn, retry } = useRetry(message)
  const { status } = message
  if (status === 'running' || status === 'done') return null
  const failed = status === 'failed'
  const begun = textOf(message.parts) !== ''
  const { outputTokens = 0, tokenLimit } = message.stats ?? {}
  const limited = tokenLimit !== undefined && outputTokens >= tokenLimit
  const words = {
    stopped: t(begun ? 'ending.stopped' : 'ending.stoppedEmpty'),
    interrupted: t('ending.interrupted'),
    length: t(limited ? 'ending.limit' : 'ending.length'),
    failed: message.failure ? failureText(t, message.failure) : t('announce.failed'),
  }[status]
  return (
    <div
      className={classNames(
        'mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-ui',
        failed ? 'rounded-card bg-danger-soft px-3 py-2 text-danger' : 'text-ink-muted',
      )}
    >
      <p className="min-w-0 flex-1 basis-64 text-pretty wrap-anywhere">{words}</p>
      {newest && begun ? (
        <Button onClick={() => void goOn(modelId)} disabled={modelId === null}>
          <TextCursorInput size={14} strokeWidth={1.75} aria-hidden />
          {t('ending.continue')}
        </Button>
      ) : null}
      {newest && status !== 'length' ? (
        <Button onClick={() => void retry(modelId)} disabled={modelId === null}>
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
