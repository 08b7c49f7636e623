import {
  ArrowDown,
  ArrowUp,
  Boxes,
  ChevronsUpDown,
  Command as CommandIcon,
  Copy,
  Download,
  HardDrive,
  Keyboard,
  Import,
  type LucideIcon,
  MessageSquare,
  PanelLeft,
  Paperclip,
  Pencil,
  RotateCcw,
  Search,
  Settings,
  Share,
  Square,
  SquarePen,
  TextSearch,
  Trash2,
} from 'lucide-react'
import type { CommandId } from '../../../src-main/contract/command-keys.ts'
import { askToExport } from '../../state/export-request.ts'
import { type OfferedCommand, runOffer, useOffers } from '../../state/offers.ts'
import {
  openChat,
  openModels,
  openSearch,
  setPaletteOpen,
  setSettingsOpen,
  setShortcutsOpen,
  setSidebarOpen,
  useView,
} from '../../state/view-store.ts'
import { openImport } from '../../transfer/import-store.ts'
import {
  currentChat,
  deleteCurrent,
  exportCurrent,
  hasNeighbour,
  openNeighbour,
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

/** Everything that can be done by a key, in the palette or from the desktop's menu. */
export const commands: readonly Command[] = [
  own('new-chat', 'chat', SquarePen, () => openChat(null)),
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
  own('delete-chat', 'chat', Trash2, deleteCurrent, hasChat),
  own('export-chat', 'chat', Share, exportCurrent, hasChat),
  own('export-all', 'chat', Share, () => askToExport({ kind: 'all' })),
  own('import', 'chat', Import, openImport),

  offered('focus-message', 'message', MessageSquare),
  offered('attach', 'message', Paperclip),
  offered('stop', 'message', Square),
  offered('edit-message', 'message', Pencil),
  offered('regenerate', 'message', RotateCcw),
  offered('copy-reply', 'message', Copy),

  offered('choose-model', 'models', ChevronsUpDown),
  own('models-discover', 'models', Boxes, () => openModels('discover')),
  own('models-downloads', 'models', Download, () => openModels('downloads')),
  own('models-library', 'models', HardDrive, () => openModels('library')),

  own('palette', 'window', CommandIcon, () => setPaletteOpen(!useView.getState().paletteOpen)),
  own('shortcuts', 'window', Keyboard, () => setShortcutsOpen(true)),
  own('toggle-sidebar', 'window', PanelLeft, () => setSidebarOpen(!useView.getState().sidebarOpen)),
  own('settings', 'window', Settings, () => setSettingsOpen(true)),
]
