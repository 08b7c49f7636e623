import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { Chat } from '../../src-main/contract/chats.ts'
import { useChatList } from '../rpc/chat-list-store.ts'
import { useView } from '../state/view-store.ts'
import { ChatMenu, type ChatMenuTarget } from './chat-menu.tsx'
import { ChatRow, type MenuAnchor } from './chat-row.tsx'

/** Rows are this high, so the list knows its length without measuring. */
const ROW_HEIGHT_PX = 33
const PLAIN_LIMIT = 100

/** All conversations; beyond a hundred only the rows in view are in the document. */
export function ChatList() {
  const { t } = useTranslation()
  const chats = useChatList((state) => state.chats)
  const selectedChatId = useView((state) => state.selectedChatId)
  const [renamingId, setRenamingId] = useState<string | null>(null)
  const [menu, setMenu] = useState<ChatMenuTarget | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const openMenu = useCallback(
    (chat: Chat, anchor: MenuAnchor) => setMenu({ chat, anchor, open: true }),
    [],
  )

  const findRow = useCallback(
    (chatId: string) =>
      scroller.current?.querySelector<HTMLElement>(`[data-chat="${CSS.escape(chatId)}"] a`) ?? null,
    [],
  )
  const moveFocus = useCallback(
    (chatId: string, step: number) => {
      const all = useChatList.getState().chats ?? []
      const index = all.findIndex(({ id }) => id === chatId) + step
      const position = Math.min(Math.max(index, 0), all.length - 1)
      const focusRow = () => findRow(all[position]?.id ?? '')?.focus()
      if (!virtualizer.current) return focusRow()
      virtualizer.current.scrollToIndex(position, { align: 'nearest' })
      requestAnimationFrame(() => requestAnimationFrame(focusRow))
    },
    [findRow],
  )

  if (!chats) return <div className="flex-1" />
  if (chats.length === 0)
    return <p className="flex-1 px-4 py-2 text-ui text-ink-faint">{t('list.empty')}</p>

  const tabStopId = chats.some(({ id }) => id === selectedChatId) ? selectedChatId : chats[0]?.id
  const row = (chat: Chat, index: number) => (
    <div
      key={chat.id}
      role="listitem"
      aria-setsize={chats.length}
      aria-posinset={index + 1}
      data-chat={chat.id}
      className="px-2 pb-px"
    >
      <ChatRow
        chat={chat}
        selected={chat.id === selectedChatId}
        tabStop={chat.id === tabStopId}
        renaming={chat.id === renamingId}
        menuOpen={menu !== null && menu.open && menu.chat.id === chat.id}
        onMenu={openMenu}
        onRename={setRenamingId}
        onMove={moveFocus}
      />
    </div>
  )

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto py-1">
      <div role="list" aria-label={t('list.name')}>
        {chats.length > PLAIN_LIMIT ? (
          <Virtualizer ref={virtualizer} scrollRef={scroller} itemSize={ROW_HEIGHT_PX} data={chats}>
            {row}
          </Virtualizer>
        ) : (
          chats.map(row)
        )}
      </div>
      {menu ? (
        <ChatMenu
          target={menu}
          onClose={() => setMenu({ ...menu, open: false })}
          onRename={setRenamingId}
          findRow={findRow}
        />
      ) : null}
    </div>
  )
}
