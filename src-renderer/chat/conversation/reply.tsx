import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { classNames } from '../../ui/class-names.ts'
import { CopyButton } from '../copy-button.tsx'
import { MarkdownText } from '../markdown/markdown-text.tsx'
import type { LiveReply } from './conversation-state.ts'
import { textOf } from './conversation-state.ts'
import { ReplyDetails } from './reply-details.tsx'
import { ReplyEnding } from './reply-ending.tsx'
import { ReplyPhaseLine } from './reply-phase-line.tsx'

interface ReplyProps {
  message: Message
  live: LiveReply | undefined
  modelId: string | null
  newest: boolean
}

/** What a model wrote, as plain text on the page, and how it stands. */
export function Reply({ message, live, modelId, newest }: ReplyProps) {
  const { t } = useTranslation('chat')
  const text = live?.text ?? textOf(message.parts)
  return (
    <article className="group/reply" aria-busy={live !== undefined}>
      <h2 className="sr-only">{t('conversation.carat')}</h2>
      {text ? <MarkdownText text={text} growing={live !== undefined} /> : null}
      <ReplyEnding message={message} modelId={modelId} newest={newest} />
      <footer className="mt-1 flex h-7 items-center gap-0.5">
        {live ? (
          <ReplyPhaseLine phase={live.phase} />
        ) : (
          <div
            className={classNames(
              '-ml-1.5 flex items-center gap-0.5 transition-opacity duration-100',
              'opacity-0 group-focus-within/reply:opacity-100 group-hover/reply:opacity-100',
              'has-data-popup-open:opacity-100 pointer-coarse:opacity-100',
            )}
          >
            {text ? <CopyButton text={text} label={t('details.copyReply')} /> : null}
            <ReplyDetails message={message} />
          </div>
        )}
      </footer>
    </article>
  )
}
