import { memo } from 'react'
import type { Message } from '../../../src-main/contract/messages.ts'
import type { LiveReply } from './conversation-state.ts'
import { Reply } from './reply.tsx'
import { UserMessage } from './user-message.tsx'

interface MessageRowProps {
  message: Message
  /** Text and phase while the reply is being written. */
  live: LiveReply | undefined
  modelId: string | null
  newest: boolean
}

/** One message in the reading column; it renders again only when itself changed. */
export const MessageRow = memo(function MessageRow({ message, ...reply }: MessageRowProps) {
  return (
    <div className="mx-auto w-full max-w-reading px-6 py-2">
      {message.role === 'user' ? (
        <UserMessage message={message} />
      ) : (
        <Reply message={message} {...reply} />
      )}
    </div>
  )
})
