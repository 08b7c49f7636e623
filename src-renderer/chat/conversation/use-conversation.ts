import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { createStore, type StoreApi, useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ChatEvent } from '../../../src-main/contract/chats.ts'
import { rpc } from '../../rpc/client.ts'
import type { WindowFailure } from '../../rpc/failure.ts'
import { failureOf } from '../../rpc/failure.ts'
import { follow } from '../../rpc/follow.ts'
import type { ConversationState, LiveReply } from './conversation-state.ts'
import { applyEvents, branchOf, emptyConversation } from './conversation-state.ts'
import { batchByFrame } from './frame-batch.ts'
import { gatherPages } from './gather-pages.ts'
import { versionsOf } from './versions.ts'

interface Followed {
  chatId: string | null
  state: ConversationState
  failure: WindowFailure | null
}

const nothing: Followed = { chatId: null, state: emptyConversation, failure: null }

/** Replies that are being written: what changes with every word, and is of no concern to the rest. */
export type LiveReplies = StoreApi<Followed>

/** Text and phase of a reply while it is being written. */
export const useLiveReply = (live: LiveReplies, messageId: string): LiveReply | undefined =>
  useStore(live, ({ state }) => state.live.get(messageId))

/** All but what changes with every word. */
const settled = ({ chatId, state: { live: _, sequence: __, ...state }, failure }: Followed) => ({
  ...state,
  chatId,
  failure,
})

/** Follows one conversation; changes arrive at most once a frame. */
export function useConversation(chatId: string | null) {
  const [live] = useState(() => createStore(() => nothing))
  useEffect(() => {
    if (chatId === null) return
    const closed = new AbortController()
    const take = batchByFrame((events: ChatEvent[]) => {
      if (closed.signal.aborted) return
      // In the very frame it came in; React by itself would be done after it.
      flushSync(() =>
        live.setState((before) => {
          const state = before.chatId === chatId ? before.state : emptyConversation
          return { chatId, state: applyEvents(state, events), failure: null }
        }),
      )
    })
    const open = (signal: AbortSignal) => rpc.chats.followChat({ chatId }, { signal })
    follow(open, gatherPages(take), closed).catch((error: unknown) =>
      live.setState({ chatId, state: emptyConversation, failure: failureOf(error) }),
    )
    return () => closed.abort()
  }, [chatId, live])

  const followed = useStore(live, useShallow(settled))
  const shown = followed.chatId === chatId ? followed : settled(nothing)
  const { chat, messages } = shown
  const activeLeafId = chat?.activeLeafId ?? null
  const branch = useMemo(() => branchOf(messages, activeLeafId), [messages, activeLeafId])
  const versions = useMemo(() => versionsOf(messages), [messages])
  const running = branch.findLast(({ status }) => status === 'running')
  return { ...shown, live, branch, versions, runningReplyId: running?.id ?? null }
}

export type Conversation = ReturnType<typeof useConversation>
