import { create } from 'zustand'
import type { Chat, ChatListEvent } from '../../src-main/contract/chats.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

interface ChatList {
  /** Newest first; null until the first snapshot. */
  chats: readonly Chat[] | null
}

/** The list of conversations as the services hold it. */
export const useChatList = create<ChatList>(() => ({ chats: null }))

const newestFirst = (chats: readonly Chat[]) =>
  chats.toSorted((one, other) => other.updatedAt - one.updatedAt || (one.id < other.id ? 1 : -1))

/** The list after an event; the same array when nothing changed. */
export function applyChatListEvent(chats: readonly Chat[] | null, event: ChatListEvent) {
  if (event.type === 'snapshot') return newestFirst(event.chats)
  const id = event.type === 'chat' ? event.chat.id : event.chatId
  const others = (chats ?? []).filter((chat) => chat.id !== id)
  return event.type === 'chat' ? newestFirst([event.chat, ...others]) : others
}

/** Keeps the list up to date until the signal aborts. */
export const followChatList = (signal: AbortSignal) =>
  follow(
    (open) => rpc.chats.follow(undefined, { signal: open }),
    (event) => useChatList.setState(({ chats }) => ({ chats: applyChatListEvent(chats, event) })),
    { signal },
  )
