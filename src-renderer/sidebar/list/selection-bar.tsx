import { Archive, ArchiveRestore, FolderInput, Pin, PinOff, Trash2, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chat } from '../../../src-main/contract/chats.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MenuPopup, MenuRoot, MenuTrigger } from '../../ui/menu.tsx'
import { TrashSelection } from '../trash/trash-selection.tsx'
import { archiveChats, pinChats, removeChats } from './chat-actions.ts'
import { clearChoice, useList } from './list-store.ts'
import { MoveItems } from './move-items.tsx'

const chosenChats = (): Chat[] => {
  const { chosen } = useList.getState().choice
  return useChatList.getState().chats?.filter(({ id }) => chosen.has(id)) ?? []
}

const SIZE = 'size-7!'

/** What can be done with all chosen conversations of the list or of the archive. */
function ListSelection({ archived }: { archived: boolean }) {
  const { t } = useTranslation()
  const chosen = useList(({ choice }) => choice.chosen)
  const allPinned = useChatList(({ chats }) =>
    (chats ?? []).every(({ id, pinned }) => pinned || !chosen.has(id)),
  )
  const naming = useRef(false)
  return (
    <>
      {archived ? null : (
        <IconButton
          label={t(allPinned ? 'order.unpin' : 'order.pin')}
          icon={allPinned ? PinOff : Pin}
          className={SIZE}
          onClick={() => void pinChats(chosenChats(), !allPinned)}
        />
      )}
      <MenuRoot
        onOpenChange={(open) => {
          if (open) naming.current = false
        }}
      >
        <MenuTrigger
          render={<IconButton label={t('order.move')} icon={FolderInput} className={SIZE} />}
        />
        <MenuPopup finalFocus={() => !naming.current}>
          <MoveItems
            chats={chosenChats}
            folderId={null}
            onNaming={() => {
              naming.current = true
            }}
          />
        </MenuPopup>
      </MenuRoot>
      <IconButton
        label={t(archived ? 'order.unarchive' : 'order.toArchive')}
        icon={archived ? ArchiveRestore : Archive}
        className={SIZE}
        onClick={() => void archiveChats(chosenChats(), !archived)}
      />
      <IconButton
        label={t('list.delete')}
        icon={Trash2}
        className={SIZE}
        onClick={() => void removeChats(chosenChats())}
      />
    </>
  )
}

/** How many conversations are chosen, and what can be done with all of them. */
export function SelectionBar({ count }: { count: number }) {
  const { t } = useTranslation()
  const view = useList((list) => list.view)
  return (
    <div
      role="group"
      aria-label={t('order.selection')}
      className="flex min-w-0 flex-1 items-center"
    >
      <span
        aria-hidden
        className="min-w-0 flex-1 truncate px-2 text-small font-medium tabular-nums"
      >
        {t('order.selected', { count })}
      </span>
      {view === 'trash' ? <TrashSelection /> : <ListSelection archived={view === 'archive'} />}
      <IconButton
        label={t('order.clear')}
        icon={X}
        shortcut="Esc"
        className={SIZE}
        onClick={clearChoice}
      />
    </div>
  )
}
