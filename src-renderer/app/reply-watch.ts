import type { Chat } from '../../src-main/contract/chats.ts'

/** Shorter ones are over before somebody has begun to do something else. */
export const LONG_REPLY_MS = 15_000

/** Notes how long replies take: hands in lists of conversations, and is told which long ones ended. */
export function createReplyWatch() {
  const begun = new Map<string, number>()
  return (chats: readonly Chat[], now: number): Chat[] => {
    const ended: Chat[] = []
    for (const chat of chats) {
      const since = begun.get(chat.id)
      if (chat.running && since === undefined) begun.set(chat.id, now)
      if (chat.running || since === undefined) continue
      begun.delete(chat.id)
      if (now - since >= LONG_REPLY_MS) ended.push(chat)
    }
    return ended
  }
}
