import { memo } from 'react'
import type { Message } from '../../../src-main/contract/messages.ts'
import { Reply } from './reply.tsx'
import type { LiveReplies } from './use-conversation.ts'
import { UserMessage } from './user-message.tsx'
import type { Versions } from './versions.ts'

interface MessageRowProps {
  message: Message
  live: LiveReplies
  modelId: string | null
  newest: boolean
  /** It and those beside it; missing for the only one. */
  versions: Versions | undefined
  /** A reply of this conversation is being written. */
  busy: boolean
  /** Show all of a long message, for the words that are looked for in it. */
  unfold: boolean
}

/** One message in the reading column; it renders again only when itself changed. */
export const MessageRow = memo(function MessageRow(row: MessageRowProps) {
  const { message, modelId, versions, busy, unfold, ...rest } = row
  return (
    <div className="mx-auto w-full max-w-reading px-6 max-sm:px-4 py-2">
      {message.role === 'user' ? (
        <UserMessage
          message={message}
          modelId={modelId}
          versions={versions}
          busy={busy}
          unfold={unfold}
        />
      ) : (
        <Reply message={message} modelId={modelId} versions={versions} busy={busy} {...rest} />
      )}
    </div>
  )
})
