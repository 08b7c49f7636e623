import { create } from 'zustand'
import type { Folder } from '../../src-main/contract/arrange.ts'
import type { Chat, ChatListEvent } from '../../src-main/contract/chats.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

interface ChatList {
  /** Newest first, archived ones too; null until the first snapshot. */
  chats: readonly Chat[] | null
  folders: readonly Folder[]
}

/** The list of conversations as the services hold it. */
export const useChatList = create<ChatList>(() => ({ chats: null, folders: [] }))

const newestFirst = (chats: readonly Chat[]) =>
  chats.toSorted((one, other) => other.updatedAt - one.updatedAt || (one.id < other.id ? 1 : -1))

/** The list after an event. */
export function applyChatListEvent({ chats, folders }: ChatList, event: ChatListEvent): ChatList {
  if (event.type === 'snapshot') return { chats: newestFirst(event.chats), folders: event.folders }
  const changed = event.type === 'chat' ? [event.chat] : event.chats
  const gone = new Set(event.type === 'chat' ? [] : event.removed)
  for (const { id } of changed) gone.add(id)
  const others = chats?.filter(({ id }) => !gone.has(id)) ?? []
  return {
    chats: gone.size === 0 ? chats : newestFirst([...changed, ...others]),
    folders: event.type === 'chat' ? folders : event.folders,
  }
}

/** Keeps the list up to date until the signal aborts. */
export const followChatList = (signal: AbortSignal) =>
  follow(
    (open) => rpc.chats.follow(undefined, { signal: open }),
    (event) => useChatList.setState((list) => applyChatListEvent(list, event)),
    { signal },
  )
