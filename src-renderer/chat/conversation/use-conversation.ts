import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ChatEvent } from '../../../src-main/contract/chats.ts'
import { rpc } from '../../rpc/client.ts'
import type { WindowFailure } from '../../rpc/failure.ts'
import { failureOf } from '../../rpc/failure.ts'
import { follow } from '../../rpc/follow.ts'
import type { ConversationState } from './conversation-state.ts'
import { applyEvents, branchOf, emptyConversation } from './conversation-state.ts'
import { batchByFrame } from './frame-batch.ts'
import { versionsOf } from './versions.ts'

interface Followed {
  chatId: string | null
  state: ConversationState
  failure: WindowFailure | null
}

const nothing: Followed = { chatId: null, state: emptyConversation, failure: null }

/** Follows one conversation; changes arrive at most once a frame. */
export function useConversation(chatId: string | null) {
  const [followed, setFollowed] = useState(nothing)
  useEffect(() => {
    if (chatId === null) return
    const closed = new AbortController()
    const take = batchByFrame((events: ChatEvent[]) => {
      if (closed.signal.aborted) return
      // In the very frame it came in; React by itself would be done after it.
      flushSync(() =>
        setFollowed((before) => {
          const state = before.chatId === chatId ? before.state : emptyConversation
          return { chatId, state: applyEvents(state, events), failure: null }
        }),
      )
    })
    follow((signal) => rpc.chats.followChat({ chatId }, { signal }), take, closed).catch(
      (error: unknown) =>
        setFollowed({ chatId, state: emptyConversation, failure: failureOf(error) }),
    )
    return () => closed.abort()
  }, [chatId])

  const { state, failure } = followed.chatId === chatId ? followed : nothing
  const { messages } = state
  const activeLeafId = state.chat?.activeLeafId ?? null
  const branch = useMemo(() => branchOf(messages, activeLeafId), [messages, activeLeafId])
  const versions = useMemo(() => versionsOf(messages), [messages])
  const running = branch.findLast(({ status }) => status === 'running')
  return { ...state, branch, versions, failure, runningReplyId: running?.id ?? null }
}

export type Conversation = ReturnType<typeof useConversation>
