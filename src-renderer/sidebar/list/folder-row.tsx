import { ChevronRight, Folder as FolderIcon, FolderOpen } from 'lucide-react'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Folder } from '../../../src-main/contract/arrange.ts'
import { classNames } from '../../ui/class-names.ts'
import { RenameField } from '../../ui/rename-field.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { dragFolder, endDrag } from './drag.ts'
import { renameFolder, toggleFolder } from './folder-actions.ts'
import { folderKey } from './list-rows.ts'
import { useList } from './list-store.ts'
import { pointAt, type MenuTarget } from './row-menu.ts'
import { RowMenuButton } from './row-menu-button.tsx'

interface FolderRowProps {
  folder: Folder
  /** Conversations in it. */
  count: number
  tabStop: boolean
  renaming: boolean
  menuOpen: boolean
  onMenu: (target: MenuTarget) => void
}

/** The name of a folder, which shows and hides what is in it. */
export const FolderRow = memo(function FolderRow(row: FolderRowProps) {
  const { folder, count, tabStop, renaming, menuOpen, onMenu } = row
  const { t, i18n } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  const dropped = useList(({ dropKey }) => dropKey === folderKey(folder.id))
  const { id, name, collapsed } = folder
  const Icon = collapsed ? FolderIcon : FolderOpen

  const finishRename = (newName: string | null) => {
    useList.setState({ renaming: null })
    if (newName !== null) void renameFolder(folder, newName)
    requestAnimationFrame(() => button.current?.focus())
  }

  if (renaming)
    return <RenameField label={t('order.folderName')} title={name} onDone={finishRename} />

  return (
    <div
      className={classNames(
        'group flex h-8 items-center rounded-control pe-0.5 text-ink-muted',
        dropped ? 'bg-accent-soft outline-2 -outline-offset-2 outline-focus' : 'hover:bg-hover',
        menuOpen && !dropped && 'bg-hover',
      )}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu({ kind: 'folder', folder, anchor: pointAt(event) })
      }}
    >
      <button
        ref={button}
        type="button"
        data-focus
        draggable
        aria-expanded={!collapsed}
        tabIndex={tabStop ? 0 : -1}
        title={name}
        className="flex h-8 min-w-0 flex-1 items-center gap-1.5 rounded-control ps-1 text-start select-none focus-visible:-outline-offset-2"
        onClick={() => void toggleFolder(folder)}
        onDragStart={(event) => dragFolder(event, id, name)}
        onDragEnd={endDrag}
      >
        <ChevronRight
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className={classNames(
            'shrink-0 text-ink-faint rtl:-scale-x-100',
            !collapsed && 'rotate-90',
          )}
        />
        <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
        <span dir="auto" className="truncate text-match-parent">
          {name}
        </span>
        <VisuallyHidden>{t('order.folder')}</VisuallyHidden>
        <span className="ms-auto ps-1 text-small text-ink-faint tabular-nums">
          {count === 0 ? '' : count.toLocaleString(i18n.language)}
        </span>
      </button>
      <RowMenuButton
        label={t('order.moreFolder', { name })}
        open={menuOpen}
        tabStop={tabStop}
        onOpen={(event) => onMenu({ kind: 'folder', folder, anchor: event.currentTarget })}
      />
    </div>
  )
})
