import type { Chat } from '../../src-main/contract/chats.ts'
import type { Download } from '../../src-main/contract/downloads.ts'
import type { Message } from '../../src-main/contract/messages.ts'
import { i18n } from '../i18n/i18n.ts'
import { announcementsBetween } from '../models/downloads/announcements.ts'
import { useChatList } from '../rpc/chat-list-store.ts'
import { rpc } from '../rpc/client.ts'
import { useDownloads } from '../rpc/downloads-store.ts'
import { useSettings } from '../rpc/settings-store.ts'
import { followClickedNotices, notify } from './notices.ts'
import { createReplyWatch } from './reply-watch.ts'

const setting = () => useSettings.getState().settings?.notifications

/** How the reply on view of a conversation stands; null when it is gone. */
async function endOf({ activeLeafId, id }: Chat): Promise<Message['status'] | null> {
  const closed = new AbortController()
  try {
    const events = await rpc.chats.followChat({ chatId: id }, { signal: closed.signal })
    for await (const event of events)
      if (event.type === 'snapshot')
        return event.messages.find((message) => message.id === activeLeafId)?.status ?? null
    return null
  } catch {
    return null
  } finally {
    closed.abort()
  }
}

async function tellReply(chat: Chat): Promise<void> {
  const status = await endOf(chat)
  // One that the user stopped is known to have ended.
  if (status === null || status === 'stopped' || status === 'running') return
  const failed = status === 'failed' || status === 'interrupted'
  notify(
    setting(),
    { kind: 'chat', chatId: chat.id },
    {
      title: i18n.t(failed ? 'notice.replyFailed' : 'notice.replyReady'),
      // Nothing of a conversation is shown to whoever passes by, unless the user wants it.
      body: setting() === 'titled' ? chat.title.slice(0, 120) : i18n.t('notice.open'),
    },
  )
}

function tellDownloads(before: readonly Download[] | null, after: readonly Download[]): void {
  for (const { download, kind } of announcementsBetween(before, after))
    if (kind === 'done' || kind === 'failed')
      notify(
        setting(),
        { kind: 'downloads' },
        {
          title: i18n.t(kind === 'done' ? 'notice.downloadDone' : 'notice.downloadFailed'),
          body: download.title.slice(0, 120),
        },
      )
}

/** Tells of long work that has ended while the user looks elsewhere, until the signal aborts. */
export function notifyEndings(signal: AbortSignal): void {
  followClickedNotices(signal)
  const watch = createReplyWatch()
  const look = (chats: readonly Chat[] | null) => {
    for (const chat of watch(chats ?? [], performance.now())) void tellReply(chat)
  }
  look(useChatList.getState().chats)
  const unsubscribes = [
    useChatList.subscribe(({ chats }) => look(chats)),
    useDownloads.subscribe(({ downloads }, before) =>
      tellDownloads(before.downloads, downloads ?? []),
    ),
  ]
  signal.addEventListener('abort', () => unsubscribes.forEach((unsubscribe) => unsubscribe()))
}
