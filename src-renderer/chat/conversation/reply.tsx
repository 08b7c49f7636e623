import { RotateCcw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { rpc } from '../../rpc/client.ts'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { useLater } from '../../ui/use-later.ts'
import { CopyButton } from '../copy-button.tsx'
import { MarkdownText } from '../markdown/markdown-text.tsx'
import { prepareMaths } from '../markdown/use-maths.ts'
import { textOf } from './conversation-state.ts'
import { useWish } from './message-wish.ts'
import { EditBox } from './edit-box.tsx'
import { ReplyDetails } from './reply-details.tsx'
import { ReplyEnding } from './reply-ending.tsx'
import { ReplyMenu } from './reply-menu.tsx'
import { ReplyPhaseLine } from './reply-phase-line.tsx'
import { type LiveReplies, useLiveReply } from './use-conversation.ts'
import { useRetry } from './use-retry.ts'
import { VersionSwitch } from './version-switch.tsx'
import type { Versions } from './versions.ts'

interface ReplyProps {
  message: Message
  live: LiveReplies
  modelId: string | null
  newest: boolean
  /** It and those beside it; missing for the only one. */
  versions: Versions | undefined
  /** A reply of this conversation is being written. */
  busy: boolean
}

/** What a model wrote, as plain text on the page, and how it stands. */
export function Reply({ message, modelId, newest, versions, busy, ...rest }: ReplyProps) {
  const { t } = useTranslation('chat')
  const live = useLiveReply(rest.live, message.id)
  const { failure, goOn, retry } = useRetry(message)
  const [editing, setEditing] = useWish(message.id, 'edit')
  const withActions = useLater()
  const more = useRef<HTMLButtonElement>(null)
  const text = live?.text ?? textOf(message.parts)
  const running = live !== undefined
  useEffect(() => {
    if (running) prepareMaths()
  }, [running])
  const save = async (words: string, requestId: string, thenContinue: boolean) => {
    const { replyId } = await rpc.chats.editReply({ requestId, replyId: message.id, text: words })
    // The edit stands, whether or not the model can go on.
    if (thenContinue && modelId !== null)
      void orTellFailure(() =>
        rpc.chats.continueReply({ requestId: crypto.randomUUID(), replyId, modelId }),
      )
  }
  return (
    <article className="group/reply" aria-busy={live !== undefined}>
      <h2 className="sr-only">{t('conversation.carat')}</h2>
      {editing ? (
        <EditBox
          label={t('edit.reply')}
          text={text}
          saveLabel={t('edit.save')}
          enterSaves={false}
          alsoLabel={modelId === null ? undefined : t('edit.saveAndContinue')}
          onSave={save}
          onClose={() => setEditing(false)}
          returnTo={() => more.current}
        />
      ) : text ? (
        <MarkdownText text={text} growing={live !== undefined} />
      ) : null}
      <ReplyEnding message={message} modelId={modelId} newest={newest} />
      {failure ? (
        <p role="alert" className="mt-1 text-ui text-danger">
          {failureText(t, failure)}
        </p>
      ) : null}
      <footer
        // Another one when the reply has ended: what is new has not moved.
        key={running ? 'phase' : 'actions'}
        className={classNames(
          'flex h-8 items-center gap-0.5 pt-1',
          // Under words that come, one that runs before them would only jump.
          text && live?.phase.kind === 'writing' && 'invisible',
        )}
      >
        {live ? (
          <ReplyPhaseLine phase={live.phase} />
        ) : (
          <div className="-ms-1.5 flex items-center gap-0.5">
            {versions ? <VersionSwitch message={message} versions={versions} busy={busy} /> : null}
            {withActions ? (
              <div
                className={classNames(
                  'flex items-center gap-0.5 transition-opacity duration-100',
                  'opacity-0 group-focus-within/reply:opacity-100 group-hover/reply:opacity-100',
                  'has-data-popup-open:opacity-100 pointer-coarse:opacity-100',
                )}
              >
                {text ? <CopyButton text={text} label={t('details.copyReply')} /> : null}
                <IconButton
                  label={t('reply.regenerate')}
                  icon={RotateCcw}
                  className="size-7!"
                  disabled={busy || modelId === null}
                  onClick={() => void retry(modelId)}
                />
                <ReplyMenu
                  ref={more}
                  message={message}
                  busy={busy}
                  onRegenerate={(chosen, sampling) => void retry(chosen ?? modelId, sampling)}
                  onEdit={() => setEditing(true)}
                  onContinue={text && modelId !== null ? () => void goOn(modelId) : undefined}
                />
                <ReplyDetails message={message} busy={busy} />
              </div>
            ) : null}
          </div>
        )}
      </footer>
    </article>
  )
}
