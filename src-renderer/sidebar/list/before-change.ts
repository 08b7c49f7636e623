import type { Arrangement } from '../../../src-main/contract/arrange.ts'
import type { Chat } from '../../../src-main/contract/chats.ts'

export type ChatChange = Arrangement['change']

/** How a conversation of the list stands in what a change is about; it is not in the trash. */
function standing(chat: Chat, change: ChatChange): ChatChange {
  return {
    ...(change.folderId !== undefined && { folderId: chat.folderId }),
    ...(change.pinned !== undefined && { pinned: chat.pinned }),
    ...(change.archived !== undefined && { archived: chat.archived }),
    ...(change.removed !== undefined && { removed: false }),
  }
}

const same = (one: ChatChange, other: ChatChange) =>
  one.folderId === other.folderId &&
  one.pinned === other.pinned &&
  one.archived === other.archived &&
  one.removed === other.removed

/** Those of these conversations that a change would make different. */
export const changedBy = (chats: readonly Chat[], change: ChatChange): Chat[] =>
  chats.filter((chat) => !same(standing(chat, change), change))

/** What brings conversations back to how they are now, after a change. */
export function beforeChange(chats: readonly Chat[], change: ChatChange): Arrangement[] {
  const groups = new Map<string, Arrangement>()
  for (const chat of chats) {
    const before = standing(chat, change)
    const key = JSON.stringify(before)
    const group = groups.get(key) ?? { chatIds: [], change: before }
    group.chatIds.push(chat.id)
    groups.set(key, group)
  }
  return [...groups.values()]
}
