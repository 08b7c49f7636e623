import { ArrowUp, Paperclip, Square } from 'lucide-react'
import { memo, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commandKeys } from '../../../src-main/contract/command-keys.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf } from '../../rpc/failure.ts'
import { runOffer, useOffer } from '../../state/offers.ts'
import { openChat } from '../../state/view-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { shortcutLabel } from '../../ui/shortcut.ts'
import { ContextMeter } from '../context/context-meter.tsx'
import { ContextNotice } from '../context/context-notice.tsx'
import { useMeasuredDraft } from '../context/use-measured-draft.ts'
import { useReadAhead } from '../context/use-read-ahead.ts'
import { draftKeyOf, emptyDraft } from '../draft/draft.ts'
import type { AskedModel } from '../draft/asked-model.ts'
import { annotateDraft, useDrafts, writeText } from '../draft/draft-store.ts'
import { sendDraft } from '../draft/send-draft.ts'
import { attachFiles } from '../media/attach-files.ts'
import { chooseFiles } from '../media/choose-files.ts'
import { DraftMedia } from '../media/draft-media.tsx'
import { BlankHint } from './blank-hint.tsx'
import { beginSlash } from './begin-slash.ts'
import { selectBlank } from './blanks.ts'
import { DraftProblems } from './draft-problems.tsx'
import { MessageBox } from './message-box.tsx'
import { ModelHint } from './model-hint.tsx'
import { useOnceKnown } from './use-once-known.ts'

interface ComposerProps {
  ref: RefObject<HTMLTextAreaElement | null>
  chatId: string | null
  /** It has come from the services what a message would answer, and who would answer it. */
  known: boolean
  /** Message the next one answers. */
  parentId: string | null
  modelId: string | null
  model: AskedModel | undefined
  /** Reply that is being written here, if any. */
  runningReplyId: string | null
}

/**
 * Where a message is put together: words, pictures, clips, and the buttons to send and stop. While a
 * reply is written the conversation changes with every frame, but not this.
 */
export const Composer = memo(function Composer(props: ComposerProps) {
  const { ref, chatId, known, parentId, modelId, model, runningReplyId } = props
  const { t } = useTranslation('chat')
  const draftKey = draftKeyOf(chatId)
  const draft = useDrafts(({ drafts }) => drafts[draftKey] ?? emptyDraft)
  const running = runningReplyId !== null
  const measured = useMeasuredDraft(draftKey, draft, parentId, model, running)
  useReadAhead(draftKey, draft, parentId, known ? model : undefined, running)
  const target = model && { draftKey, parentId, model }
  const empty = draft.text.trim() === '' && draft.items.length === 0

  const [heldText, setHeldText] = useState<string | null>(null)
  const send = async () => {
    // A place of a prompt that nobody has filled in is not what anybody wants to ask.
    if (ref.current && selectBlank(ref.current, draftKey, 0)) return setHeldText(draft.text)
    const sentTo = await sendDraft({ chatId, parentId, modelId, model, running }, t)
    if (sentTo !== null && sentTo !== chatId) openChat(sentTo)
  }
  const sendOnceKnown = useOnceKnown(known, draftKey, () => void send())
  const stop = () => {
    if (runningReplyId === null) return false
    rpc.chats
      .stop({ replyId: runningReplyId })
      .catch((error: unknown) => annotateDraft(draftKey, { sendProblem: failureOf(error) }))
    return true
  }
  const attach = async () => {
    attachFiles(draftKey, await chooseFiles())
    ref.current?.focus()
  }
  useOffer('stop', running ? () => void stop() : null)
  useOffer('attach', () => void attach())
  useOffer('focus-message', () => ref.current?.focus())
  useOffer(
    'use-prompt',
    () => ref.current && beginSlash(ref.current, (text) => writeText(draftKey, text)),
  )

  return (
    // In a short window what is above the buttons gives way and scrolls; they stay in view.
    <div className="mx-auto flex min-h-0 w-full max-w-reading flex-col px-6 pb-4 max-sm:px-4">
      <DraftProblems draftKey={draftKey} draft={draft} running={running} />
      {target ? <ContextNotice draft={draft} use={measured?.use} target={target} /> : null}
      <div className="relative flex min-h-0 flex-col rounded-overlay border border-line-strong bg-canvas focus-within:border-focus">
        <DraftMedia key={draftKey} draftKey={draftKey} items={draft.items} model={model} />
        {/* What a box would undo, and the browser holds for that, belongs to one conversation. */}
        <MessageBox
          key={`box of ${draftKey}`}
          ref={ref}
          draftKey={draftKey}
          text={draft.text}
          locked={draft.sending}
          onSend={sendOnceKnown}
          onStop={stop}
          onBack={() => empty && runOffer('edit-message')}
        />
        <BlankHint draftKey={draftKey} text={draft.text} held={heldText === draft.text} />
        <div className="flex shrink-0 items-center gap-2 px-2 pb-2 max-sm:flex-wrap">
          <IconButton
            label={t('composer.attach')}
            icon={Paperclip}
            shortcut={shortcutLabel(commandKeys.attach[0])}
            tooltipSide="top"
            onClick={() => void attach()}
          />
          <ModelHint model={model} withMedia={draft.items.length > 0} />
          {/* Its place is kept, so that the words before it stay as they are. */}
          <span className="ms-auto shrink-0 sm:min-w-30">
            {target && measured ? <ContextMeter use={measured.use} target={target} /> : null}
          </span>
          {running ? (
            <IconButton
              label={t('composer.stop')}
              icon={Square}
              look="primary"
              shortcut="Esc"
              tooltipSide="top"
              onClick={stop}
            />
          ) : (
            <IconButton
              label={t('composer.send')}
              icon={ArrowUp}
              look="primary"
              tooltipSide="top"
              disabled={empty || draft.sending}
              onClick={sendOnceKnown}
            />
          )}
        </div>
      </div>
    </div>
  )
})
