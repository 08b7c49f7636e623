import { Check, Folder, FolderMinus, FolderPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Chat } from '../../../src-main/contract/chats.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { MenuItem, MenuLine } from '../../ui/menu.tsx'
import { moveChats } from './chat-actions.ts'
import { showList, useList } from './list-store.ts'

interface MoveItemsProps {
  chats: () => readonly Chat[]
  /** Folder they all lie in, if it is one. */
  folderId: string | null
  /** The name of a folder is to be written next. */
  onNaming: () => void
}

/** The folders that conversations can be moved to, of a menu. */
export function MoveItems({ chats, folderId, onNaming }: MoveItemsProps) {
  const { t } = useTranslation()
  const folders = useChatList((list) => list.folders)
  return (
    <>
      {folders.length > 0 ? (
        <>
          <div className="max-h-[45vh] overflow-y-auto">
            {folders.map((folder) => (
              <MenuItem
                key={folder.id}
                icon={folder.id === folderId ? Check : Folder}
                onClick={() => void moveChats(chats(), folder)}
              >
                <span dir="auto" className="block max-w-56 truncate text-match-parent">
                  {folder.name}
                </span>
              </MenuItem>
            ))}
          </div>
          <MenuItem
            icon={FolderMinus}
            onClick={() => void moveChats(chats(), { id: null, name: '' })}
          >
            {t('order.noFolder')}
          </MenuItem>
          <MenuLine />
        </>
      ) : null}
      <MenuItem
        icon={FolderPlus}
        onClick={() => {
          onNaming()
          const chatIds = chats().map(({ id }) => id)
          if (useList.getState().view !== 'chats') showList('chats')
          useList.setState({ naming: { chatIds } })
        }}
      >
        {t('order.newFolder')}
      </MenuItem>
    </>
  )
}
