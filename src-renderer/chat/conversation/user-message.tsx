import { BookmarkPlus, Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message, Part } from '../../../src-main/contract/messages.ts'
import { rpc } from '../../rpc/client.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useLater } from '../../ui/use-later.ts'
import { CopyButton } from '../copy-button.tsx'
import { SentMedia } from '../media/sent-media.tsx'
import { textOf } from './conversation-state.ts'
import { useWish } from './message-wish.ts'
import { EditBox } from './edit-box.tsx'
import { savePrompt } from './save-prompt.ts'
import { VersionSwitch } from './version-switch.tsx'
import type { Versions } from './versions.ts'

/** Longer messages are folded to this many characters until asked for. */
const FOLDED_LENGTH = 1_500

interface UserMessageProps {
  message: Message
  modelId: string | null
  /** It and those beside it; missing for the only one. */
  versions: Versions | undefined
  /** A reply of this conversation is being written. */
  busy: boolean
  /** Show all of a long message. */
  unfold: boolean
}

/** What the user sent: a quiet card on the right with its pictures and clips. */
export function UserMessage(props: UserMessageProps) {
  const { message, modelId, versions, busy, unfold } = props
  const { t } = useTranslation('chat')
  const { t: presets } = useTranslation('presets')
  const [unfoldedByUser, setUnfolded] = useState(false)
  const unfolded = unfoldedByUser || unfold
  const text = textOf(message.parts)
  const [editing, setEditing] = useWish(message.id, 'edit')
  const withActions = useLater()
  const editButton = useRef<HTMLButtonElement>(null)
  const { chatId, parentId } = message
  const send = async (words: string, requestId: string) => {
    if (modelId === null) return
    const media = message.parts.filter(({ type }) => type !== 'text')
    const parts: Part[] = [...media, { type: 'text', text: words }]
    await rpc.chats.send({ requestId, chatId, parentId, modelId, parts, context: message.context })
  }
  const long = text.length > FOLDED_LENGTH * 1.2
  return (
    <article className="group/message flex flex-col items-end gap-1.5">
      <h2 className="sr-only">{t('conversation.you')}</h2>
      <SentMedia parts={message.parts} />
      {editing ? (
        <EditBox
          label={t('edit.message')}
          text={text}
          saveLabel={t('composer.send')}
          enterSaves
          onSave={send}
          onClose={() => setEditing(false)}
          returnTo={() => editButton.current}
        />
      ) : text ? (
        <div className="max-w-[85%] rounded-card bg-sunken px-3.5 py-2 text-reading">
          <p dir="auto" data-words className="wrap-anywhere whitespace-pre-wrap">
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
      <footer className="flex h-7 items-center gap-0.5">
        {withActions ? (
          <div className="flex items-center gap-0.5 opacity-0 transition-opacity duration-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
            {text ? <CopyButton text={text} label={t('edit.copyMessage')} /> : null}
            {text ? (
              <IconButton
                label={presets('save.button')}
                icon={BookmarkPlus}
                className="size-7!"
                onClick={() => void savePrompt(text)}
              />
            ) : null}
            <IconButton
              ref={editButton}
              label={t('edit.open')}
              icon={Pencil}
              className="size-7!"
              disabled={busy || editing || modelId === null}
              onClick={() => setEditing(true)}
            />
          </div>
        ) : null}
        {versions ? <VersionSwitch message={message} versions={versions} busy={busy} /> : null}
      </footer>
    </article>
  )
}
