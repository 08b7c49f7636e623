import type { Chat } from '../../src-main/contract/chats.ts'
import { failureText } from '../i18n/failure-text.ts'
import { i18n } from '../i18n/i18n.ts'
import { useChatList } from '../rpc/chat-list-store.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf } from '../rpc/failure.ts'
import { openChat, useView } from '../state/view-store.ts'
import { showToast } from '../ui/toast.tsx'

const showFailure = (error: unknown) =>
  showToast({ kind: 'failure', text: failureText(i18n.t, failureOf(error)) })

/** Conversation to show after `chatId` goes: the one below it, else above, else a new one. */
export function neighbourOf(chats: readonly Chat[], chatId: string): string | null {
  const index = chats.findIndex((chat) => chat.id === chatId)
  return (chats[index + 1] ?? chats[index - 1])?.id ?? null
}

/** Stores a new title; an empty or unchanged one is left as it was. */
export async function renameChat(chat: Chat, title: string) {
  const trimmed = title.trim().slice(0, 200)
  if (!trimmed || trimmed === chat.title) return
  await rpc.chats.rename({ chatId: chat.id, title: trimmed }).catch(showFailure)
}

/** Puts a conversation in the trash and offers to bring it back. */
export async function deleteChat(chat: Chat) {
  const wasOpen = useView.getState().selectedChatId === chat.id
  const neighbour = neighbourOf(useChatList.getState().chats ?? [], chat.id)
  try {
    if (wasOpen) openChat(neighbour)
    await rpc.chats.arrange({ arrangements: [{ chatIds: [chat.id], change: { removed: true } }] })
  } catch (error) {
    if (wasOpen) openChat(chat.id)
    showFailure(error)
    return
  }
  showToast({
    text: i18n.t('list.deleted'),
    action: { label: i18n.t('list.undo'), run: () => void restoreChat(chat.id, wasOpen) },
  })
}

async function restoreChat(chatId: string, reopen: boolean) {
  try {
    await rpc.chats.arrange({ arrangements: [{ chatIds: [chatId], change: { removed: false } }] })
    if (reopen) openChat(chatId)
  } catch (error) {
    showFailure(error)
  }
}
