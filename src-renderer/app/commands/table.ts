import {
  Archive,
  ArchiveRestore,
  ArrowDown,
  ArrowUp,
  BookmarkPlus,
  Bot,
  Boxes,
  ChevronsUpDown,
  Command as CommandIcon,
  Copy,
  Download,
  FilePen,
  FolderInput,
  FolderPlus,
  GitBranchPlus,
  GitFork,
  HardDrive,
  History,
  Keyboard,
  Import,
  type LucideIcon,
  MessageSquare,
  MessagesSquare,
  NotebookText,
  PanelLeft,
  Paperclip,
  Pencil,
  Pin,
  PinOff,
  Redo2,
  Repeat2,
  RotateCcw,
  Search,
  Settings,
  Share,
  Square,
  Slash,
  SlidersHorizontal,
  SquarePen,
  TextCursorInput,
  TextSearch,
  Trash2,
  Undo2,
  UsersRound,
} from 'lucide-react'
import type { CommandId } from '../../../src-main/contract/command-keys.ts'
import { rpc } from '../../rpc/client.ts'
import { useHistory } from '../../rpc/history-store.ts'
import { openPresets } from '../../state/edited-preset.ts'
import { askToExport } from '../../state/export-request.ts'
import { type OfferedCommand, runOffer, useOffers } from '../../state/offers.ts'
import { startChat } from '../../state/start-chat.ts'
import {
  openModels,
  openSearch,
  openSettings,
  setPaletteOpen,
  setSettingsOpen,
  setShortcutsOpen,
  setSidebarOpen,
  useView,
} from '../../state/view-store.ts'
import { openImport } from '../../transfer/import-store.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { canRedo, canUndo, redoLast, undoLast } from '../../ui/undo.ts'
import {
  archiveCurrent,
  currentChat,
  deleteCurrent,
  exportCurrent,
  hasNeighbour,
  listCommand,
  nameFolder,
  openNeighbour,
  pinCurrent,
  renameCurrent,
} from './chat-commands.ts'
import type { Command } from './command.ts'

/** A command that can be run whatever is on view, unless `isAvailable` says otherwise. */
const own = (
  id: CommandId,
  group: Command['group'],
  icon: LucideIcon,
  run: () => void,
  isAvailable: () => boolean = () => true,
): Command => ({ id, group, icon, run, isAvailable })

/** A command that a part of the window runs while it is on view. */
const offered = (id: OfferedCommand, group: Command['group'], icon: LucideIcon) =>
  own(
    id,
    group,
    icon,
    () => void runOffer(id),
    () => id in useOffers.getState().offers,
  )

const hasChat = () => currentChat() !== undefined
const isListed = () => currentChat()?.archived === false
const isArchived = () => currentChat()?.archived === true

/** A command that shows a part of the list of conversations. */
const listed = (id: CommandId, icon: LucideIcon, view: Parameters<typeof listCommand>[0]) => {
  const { run, isAvailable } = listCommand(view)
  return own(id, 'chat', icon, run, isAvailable)
}

const makeSnapshot = () => void orTellFailure(() => rpc.history.makeSnapshot())
const canMakeSnapshot = () => {
  const { history } = useHistory.getState()
  return history?.storage === 'ok' && history.work.kind !== 'making'
}

/** Everything that can be done by a key, in the palette or from the desktop's menu. */
export const commands: readonly Command[] = [
  own('new-chat', 'chat', SquarePen, startChat),
  own('search', 'chat', Search, () => openSearch()),
  offered('find', 'chat', TextSearch),
  own(
    'next-chat',
    'chat',
    ArrowDown,
    () => openNeighbour(1),
    () => hasNeighbour(1),
  ),
  own(
    'previous-chat',
    'chat',
    ArrowUp,
    () => openNeighbour(-1),
    () => hasNeighbour(-1),
  ),
  own('rename-chat', 'chat', Pencil, renameCurrent, hasChat),
  own('pin-chat', 'chat', Pin, pinCurrent(true), () => isListed() && !currentChat()?.pinned),
  own('unpin-chat', 'chat', PinOff, pinCurrent(false), () => currentChat()?.pinned === true),
  own('archive-chat', 'chat', Archive, archiveCurrent(true), isListed),
  own('unarchive-chat', 'chat', ArchiveRestore, archiveCurrent(false), isArchived),
  own('new-folder', 'chat', FolderPlus, () => nameFolder([])),
  own(
    'move-to-new-folder',
    'chat',
    FolderInput,
    () => nameFolder([currentChat() ?? []].flat()),
    hasChat,
  ),
  own('delete-chat', 'chat', Trash2, deleteCurrent, hasChat),
  own('export-chat', 'chat', Share, exportCurrent, hasChat),
  listed('show-list', MessagesSquare, 'chats'),
  listed('show-archive', Archive, 'archive'),
  listed('show-trash', Trash2, 'trash'),
  own('export-all', 'chat', Share, () => askToExport({ kind: 'all' })),
  own('import', 'chat', Import, openImport),
  own('snapshots', 'chat', History, () => openSettings('data')),
  own('make-snapshot', 'chat', History, makeSnapshot, canMakeSnapshot),

  offered('focus-message', 'message', MessageSquare),
  offered('attach', 'message', Paperclip),
  offered('use-prompt', 'message', Slash),
  own('prompts', 'message', NotebookText, () => openPresets('prompt', null)),
  offered('stop', 'message', Square),
  offered('edit-message', 'message', Pencil),
  offered('save-prompt', 'message', BookmarkPlus),
  offered('regenerate', 'message', RotateCcw),
  offered('regenerate-with-settings', 'message', SlidersHorizontal),
  offered('repeat-reply', 'message', Repeat2),
  offered('continue-reply', 'message', TextCursorInput),
  offered('edit-reply', 'message', FilePen),
  offered('copy-reply', 'message', Copy),
  offered('export-reply', 'message', Share),
  offered('branch-out', 'message', GitBranchPlus),
  offered('map', 'message', GitFork),

  offered('choose-assistant', 'models', Bot),
  own('assistants', 'models', UsersRound, () => openPresets('assistant', null)),
  offered('choose-model', 'models', ChevronsUpDown),
  own('models-discover', 'models', Boxes, () => openModels('discover')),
  own('models-downloads', 'models', Download, () => openModels('downloads')),
  own('models-library', 'models', HardDrive, () => openModels('library')),

  own('undo', 'window', Undo2, undoLast, canUndo),
  own('redo', 'window', Redo2, redoLast, canRedo),
  own('palette', 'window', CommandIcon, () => setPaletteOpen(!useView.getState().paletteOpen)),
  own('shortcuts', 'window', Keyboard, () => setShortcutsOpen(true)),
  own('toggle-sidebar', 'window', PanelLeft, () => setSidebarOpen(!useView.getState().sidebarOpen)),
  own('settings', 'window', Settings, () => setSettingsOpen(true)),
]
