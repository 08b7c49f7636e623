import { ArrowDown, ArrowUp, FolderX, Pencil, Share, SquarePen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Folder } from '../../../src-main/contract/arrange.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { runOffer } from '../../state/offers.ts'
import { openChat } from '../../state/view-store.ts'
import { askToExport } from '../../state/export-request.ts'
import { MenuItem, MenuLine } from '../../ui/menu.tsx'
import { moveFolder, removeFolder, toggleFolder } from './folder-actions.ts'
import { folderKey } from './list-rows.ts'
import { useList } from './list-store.ts'

interface FolderMenuProps {
  folder: Folder
  /** A field takes the focus next. */
  onField: () => void
}

/** What can be done with a folder. */
export function FolderMenuItems({ folder, onField }: FolderMenuProps) {
  const { t } = useTranslation()
  const { t: transfer } = useTranslation('transfer')
  const chats = useChatList((list) => list.chats) ?? []
  const chatIds = chats.flatMap(({ id, folderId }) => (folderId === folder.id ? [id] : []))
  const last = useChatList(({ folders }) => folders.length - 1)
  const { position } = folder
  const begin = () => {
    // It will be seen in there.
    if (folder.collapsed) void toggleFolder(folder)
    onField()
    openChat(null, folder.id)
    runOffer('focus-message')
  }
  return (
    <>
      <MenuItem icon={SquarePen} onClick={begin}>
        {t('order.newChatHere')}
      </MenuItem>
      <MenuItem
        icon={Pencil}
        shortcut="F2"
        onClick={() => {
          onField()
          useList.setState({ renaming: folderKey(folder.id) })
        }}
      >
        {t('list.rename')}
      </MenuItem>
      <MenuItem
        icon={ArrowUp}
        shortcut="Alt+↑"
        disabled={position === 0}
        onClick={() => void moveFolder(folder, position - 1)}
      >
        {t('order.moveUp')}
      </MenuItem>
      <MenuItem
        icon={ArrowDown}
        shortcut="Alt+↓"
        disabled={position === last}
        onClick={() => void moveFolder(folder, position + 1)}
      >
        {t('order.moveDown')}
      </MenuItem>
      {chatIds.length > 0 ? (
        <MenuItem
          icon={Share}
          onClick={() => askToExport({ kind: 'folder', name: folder.name, chatIds })}
        >
          {transfer('export.menu')}
        </MenuItem>
      ) : null}
      <MenuLine />
      <MenuItem icon={FolderX} danger onClick={() => void removeFolder(folder)}>
        {t('order.removeFolder')}
      </MenuItem>
    </>
  )
}
