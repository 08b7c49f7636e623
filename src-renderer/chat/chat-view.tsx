import type { ReactNode } from 'react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../i18n/failure-text.ts'
import { useAnswering } from '../rpc/answering.ts'
import { Composer } from './composer/composer.tsx'
import { ConversationView } from './conversation/conversation.tsx'
import type { Conversation } from './conversation/use-conversation.ts'
import { useConversation } from './conversation/use-conversation.ts'
import { LinkDialog } from './markdown/link-dialog.tsx'
import { DropArea } from './media/drop-area.tsx'
import { draftKeyOf } from './draft/draft.ts'
import { MapButton } from './map/map-button.tsx'
import { StartView } from './start/start-view.tsx'

function Unavailable({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('chat')
  const { failure } = conversation
  return (
    <div className="flex flex-1 items-center justify-center p-6 text-center text-body text-ink-muted">
      <p role="alert" className="max-w-md">
        {failure ? failureText(t, failure) : t('conversation.gone')}
      </p>
    </div>
  )
}

interface ChatViewProps {
  /** Conversation on view; null for a new one. */
  chatId: string | null
  /** Takes what there is to do with the conversation. */
  header: (actions: ReactNode) => ReactNode
  notice: ReactNode
  /** Shown at the start of a new conversation. */
  startCard: ReactNode
}

/** A conversation with its composer, or the start of a new one. */
export function ChatView({ chatId, header, notice, startCard }: ChatViewProps) {
  const conversation = useConversation(chatId)
  const { assistant, known, model: answering, modelId } = useAnswering(chatId)
  const model = useMemo(() => answering && { ...answering, assistant }, [answering, assistant])
  const box = useRef<HTMLTextAreaElement>(null)
  const { chat, failure, removed } = conversation
  const unavailable = removed || failure !== null

  // Before a key can miss the new box.
  useLayoutEffect(() => box.current?.focus(), [chatId])

  return (
    <div className="flex h-full flex-col">
      {header(chat && !unavailable ? <MapButton conversation={conversation} /> : null)}
      {notice}
      {chatId === null ? (
        <StartView model={model} card={startCard} onWritten={() => box.current?.focus()} />
      ) : unavailable ? (
        <Unavailable conversation={conversation} />
      ) : chat ? (
        <ConversationView key={chat.id} conversation={conversation} modelId={modelId} />
      ) : (
        <div className="flex-1" />
      )}
      {unavailable ? null : (
        <>
          <Composer
            ref={box}
            chatId={chatId}
            known={known && (chatId === null || chat !== null)}
            parentId={chat?.activeLeafId ?? null}
            modelId={modelId}
            model={model}
            runningReplyId={conversation.runningReplyId}
          />
          <DropArea draftKey={draftKeyOf(chatId)} />
        </>
      )}
      <LinkDialog />
    </div>
  )
}
